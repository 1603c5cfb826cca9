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
] as const;
export type Condition = (typeof conditions)[number];

/** Being unvaccinated makes a key population, but is no illness. */
export const isChronic = (condition: Condition): boolean => condition !== 'unvaccinated';
