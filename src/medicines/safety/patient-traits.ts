import type { Language } from '../../config/settings.js';

/** What of a patient a safety rule may hang on: illnesses, safety facts, symptoms. The room of the counter knows them. */
export abstract class PatientTraits {
  abstract readonly keys: readonly string[];
  abstract nameOf(key: string, language: Language): string;
}
