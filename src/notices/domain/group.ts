/** Groups of people, by role and place. */
export type Group = 'outlet' | 'managers' | 'officers' | 'network-officers' | 'admins';
