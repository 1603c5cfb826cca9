/** What a doctor tells somebody to do at home, besides what every slip says: text blocks in both languages. */
export const adviceBlocks = [
  'rest',
  'fluids',
  'isolate',
  'no-sport',
  'no-driving',
  'come-back-tomorrow',
  'hospital-if-worse',
] as const;
export type Advice = (typeof adviceBlocks)[number];

/** The most days for which a visiting doctor writes somebody unfit for work. */
export const mostSickDays = 7;
