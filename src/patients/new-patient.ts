import type { Sex } from './domain/identity-number.js';

/** What the counter asks a person who comes for the first time. */
export interface NewPatient {
  readonly name: string;
  readonly identityNumber?: string;
  readonly otherDocument?: string | null;
  readonly bornOn?: string;
  /** Whether that was reckoned from an age. */
  readonly bornAbout?: boolean;
  readonly sex?: Sex;
  readonly telephone?: string;
  readonly guardianName?: string;
  readonly guardianIdentityNumber?: string;
  /** What was answered to whether it is somebody known: who, or `somebodyElse`. */
  readonly isPatient?: string;
}

/** The answer that it is nobody of those who are known. */
export const somebodyElse = 'somebody-else';
