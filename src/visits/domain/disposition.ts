/** What was decided at the end of a visit. */
export const dispositions = [
  'advice',
  'medicines',
  'doctor',
  'online',
  'home-care',
  'referral',
  'emergency',
] as const;
export type Disposition = (typeof dispositions)[number];
