import { insertMany } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import { partsOf } from '../values/found-by.js';
import { FoundBy } from './found-by.entity.js';
import type { Patient } from './patient.entity.js';

/** Has a patient found at an outlet from now on: they were there. */
export async function findAt(unit: Unit, patient: Patient, outletId: string, isNew: boolean): Promise<void> {
  const where = { patientId: patient.id, outletId };
  if (!isNew && (await unit.manager.existsBy(FoundBy, where))) return;
  await insertMany(
    unit,
    FoundBy,
    partsOf(patient).map((part) => ({ ...where, part })),
  );
}

/** Has a patient who changed found by what holds now, wherever they were. */
export async function findAnew(unit: Unit, before: Patient, after: Patient): Promise<void> {
  const [were, are] = [partsOf(before), partsOf(after)];
  if (were.join() === are.join()) return;
  const rows = await unit.manager.findBy(FoundBy, { patientId: after.id });
  await unit.manager.delete(FoundBy, { patientId: after.id });
  for (const outletId of new Set(rows.map((row) => row.outletId))) await findAt(unit, after, outletId, true);
}
