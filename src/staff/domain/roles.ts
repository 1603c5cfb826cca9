/** The kinds of people who use the program. */
export const roles = ['admin', 'officer', 'chain-manager', 'counter', 'doctor', 'hospital'] as const;
export type Role = (typeof roles)[number];

/** Where a role's work lies; an officer without districts works for the whole network. */
export const placeOf = {
  admin: undefined,
  officer: 'district',
  'chain-manager': 'chain',
  counter: 'outlet',
  doctor: 'doctor',
  hospital: 'facility',
} as const satisfies Record<Role, string | undefined>;

export type PlaceKind = NonNullable<(typeof placeOf)[Role]>;

export const placeKinds: readonly PlaceKind[] = Object.values(placeOf).filter((kind) => kind !== undefined);

/** Whom a role may invite, whoever may do least first; a chain's manager invites the staff of the chain's own counters. */
export const invites: Partial<Record<Role, readonly Role[]>> = {
  admin: ['counter', 'doctor', 'hospital', 'chain-manager', 'officer', 'admin'],
  'chain-manager': ['counter'],
};

/** Whether somebody in this role needs to be given a place before they can work. */
export function needsPlace(role: Role): boolean {
  return placeOf[role] !== undefined && role !== 'officer';
}

/** Whether a post in this role lies in one place: who works at two hospitals holds two posts, and works in one at a time. */
export function oneAtATime(role: Role): boolean {
  return role === 'doctor' || role === 'hospital';
}
