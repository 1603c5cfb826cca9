import type { EntityManager, FindOptionsWhere } from 'typeorm';
import type { Unit } from '../database/unit.js';
import { Patient } from './patient.entity.js';

/** A patient as they stand until the unit ends; whoever adds to their illness waits for each other. */
export const heldPatient = (unit: Unit, id: string): Promise<Patient> =>
  unit.manager.findOneOrFail(Patient, { where: { id }, lock: unit.lock });

/** Whoever is meant, held: of a record that was merged, the one that stands for it. */
export async function heldStanding(
  unit: Unit,
  where: FindOptionsWhere<Patient>,
): Promise<Patient | undefined> {
  let patient = await unit.manager.findOne(Patient, { where, lock: unit.lock });
  while (patient?.mergedIntoId) patient = await heldPatient(unit, patient.mergedIntoId);
  return patient ?? undefined;
}

/** The records that stand for some, each once, in their order. */
export async function standingFor(manager: EntityManager, patients: readonly Patient[]): Promise<Patient[]> {
  const standing = new Map<string, Patient>();
  for (let patient of patients) {
    while (patient.mergedIntoId)
      patient = await manager.findOneByOrFail(Patient, { id: patient.mergedIntoId });
    if (!standing.has(patient.id)) standing.set(patient.id, patient);
  }
  return [...standing.values()];
}
