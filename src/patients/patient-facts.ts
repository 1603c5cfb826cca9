import type { Unit } from '../database/unit.js';
import { foldName } from '../values/person-name.js';
import { findAnew } from './found-by.js';
import { Patient } from './patient.entity.js';

/** All that is written down of who somebody is. */
export type PatientFacts = Pick<
  Patient,
  | 'name'
  | 'identityNumber'
  | 'otherDocument'
  | 'bornOn'
  | 'bornAbout'
  | 'sex'
  | 'telephone'
  | 'guardianName'
  | 'guardianIdentityNumber'
>;

export const patientFacts = [
  'name',
  'identityNumber',
  'otherDocument',
  'bornOn',
  'bornAbout',
  'sex',
  'telephone',
  'guardianName',
  'guardianIdentityNumber',
] as const satisfies readonly (keyof PatientFacts)[];

export const factsOf = (patient: PatientFacts): PatientFacts =>
  Object.fromEntries(patientFacts.map((fact) => [fact, patient[fact]])) as unknown as PatientFacts;

/** Writes down what holds now of a patient who is held: found by it, and to be compared with all others again. */
export async function writeFacts(
  unit: Unit,
  before: Patient,
  facts: Partial<PatientFacts>,
): Promise<Patient> {
  const changed = { ...factsOf(before), ...facts };
  const after: Patient = {
    ...before,
    ...changed,
    foldedName: foldName(changed.name),
    comparedAt: null,
    version: before.version + 1,
  };
  const { foldedName, comparedAt, version } = after;
  await unit.manager.update(Patient, { id: before.id }, { ...changed, foldedName, comparedAt, version });
  await findAnew(unit, before, after);
  return after;
}
