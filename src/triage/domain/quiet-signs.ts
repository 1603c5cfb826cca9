import type { Symptom } from './symptoms.js';

/** What nobody else may read over a shoulder or find on paper. */
const quiet: readonly Symptom[] = ['self-harm', 'harmed'];

export const isQuiet = (symptom: Symptom): boolean => quiet.includes(symptom);
