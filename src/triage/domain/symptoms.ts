import type { Sign } from './complaints.js';

/** What a patient complains of, as the counter ticks it beside the red flags. */
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
] as const;

/** Red flags at any age that mean: call 120 now. */
export const emergencyFlags = [
  'not-breathing',
  'confused',
  'convulsion',
  'chest-pain-severe',
  'stroke',
  'bleeding',
  'shock',
  'rash',
  'stiff-neck',
  'anaphylaxis',
  'airway',
  'overdose',
] as const;

/** Red flags at any age that mean: hospital today. */
export const urgentFlags = [
  'breathless',
  'chest-pain',
  'coughing-blood',
  'persistent-vomiting',
  'dehydration',
  'fever-persists',
  'worse',
] as const;

/** Flags at any age that mean: a doctor today. */
export const doctorFlags = ['travel-contact'] as const;

/** Danger signs that are looked for in children. */
export const childFlags = [
  'cannot-drink',
  'vomits-everything',
  'lethargic',
  'chest-indrawing',
  'stridor',
  'nasal-flaring',
  'wheeze',
  'refuses-feeds',
] as const;

export const redFlags = [...emergencyFlags, ...urgentFlags, ...doctorFlags, ...childFlags] as const;

export type RedFlag = (typeof redFlags)[number];
export type Symptom = (typeof symptoms)[number] | RedFlag | Sign;

export const isRedFlag = (symptom: Symptom): symptom is RedFlag =>
  (redFlags as readonly Symptom[]).includes(symptom);
