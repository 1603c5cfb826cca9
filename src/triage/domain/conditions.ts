/** Long-standing conditions that change how a patient is judged. */
export const conditions = [
  'hypertension',
  'heart',
  'diabetes',
  'lung',
  'hypercapnic',
  'dialysis',
  'liver',
  'cancer',
  'immunocompromised',
  'neurological',
  'unvaccinated',
  'part-vaccinated',
  'vaccinated',
  'disabled',
  'after-birth',
] as const;
export type Condition = (typeof conditions)[number];

const noIllness: readonly Condition[] = [
  'unvaccinated',
  'part-vaccinated',
  'vaccinated',
  'disabled',
  // Within six weeks after birth.
  'after-birth',
];

/** What is no illness still says how closely somebody is watched. */
export const isChronic = (condition: Condition): boolean => !noIllness.includes(condition);
