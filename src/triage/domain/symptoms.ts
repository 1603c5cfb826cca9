/** What a patient complains of, as the counter ticks it. */
export const symptoms = [
  'cough',
  'sore-throat',
  'runny-nose',
  'headache',
  'muscle-pain',
  'fatigue',
  'loss-of-taste',
  'diarrhoea',
  'vomiting',
  'breathless',
  'chest-pain',
  'confused',
] as const;
export type Symptom = (typeof symptoms)[number];

/** Those that need a doctor's eye at once, whatever else was found. */
export const alarming: readonly Symptom[] = ['breathless', 'chest-pain', 'confused'];
