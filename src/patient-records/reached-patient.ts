import type { EntityManager } from 'typeorm';
import { Outlet } from '../network/outlet.entity.js';
import { withinReach } from '../network/reach.js';
import type { Patient } from '../patients/patient.entity.js';
import type { Reach } from '../staff/actor.js';
import { Visit } from '../visits/visit.entity.js';
import { NotFound } from '../web/refusals.js';

/** Lets only whoever works where a patient was see their record, and whoever works for the whole network. @throws NotFound */
export async function assertReached(
  manager: EntityManager,
  { id }: Pick<Patient, 'id'>,
  reach: Reach,
): Promise<void> {
  if (reach.over === 'network') return;
  const visits = manager
    .createQueryBuilder(Visit, 'visit')
    .innerJoin(Outlet, 'outlet', 'outlet.id = visit.outlet_id')
    .where('visit.patient_id = :id', { id });
  if (!(await withinReach(visits, reach).getExists())) throw new NotFound();
}
