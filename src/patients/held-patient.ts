import type { Unit } from '../database/unit.js';
import { Patient } from './patient.entity.js';

/** A patient as they stand until the unit ends; whoever adds to their illness waits for each other. */
export const heldPatient = (unit: Unit, id: string): Promise<Patient> =>
  unit.manager.findOneOrFail(Patient, { where: { id }, lock: unit.lock });
