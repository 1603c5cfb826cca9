import { reachesDistrict } from '../network/reach.js';
import type { Acting } from '../staff/actor.js';
import { NetworkOfficersOnly } from '../staff/domain/refusals.js';
import { NotFound } from '../web/refusals.js';

interface Registered {
  readonly id: string;
  readonly districtIds: readonly string[];
  readonly homeFacilityId: string;
}

/** Whether an actor may change a doctor's registration: it must not reach beyond their own districts. */
export const keepsRegistration = ({ reach }: Acting, districtIds: readonly string[]): boolean =>
  districtIds.every((id) => reachesDistrict(reach, id));

/** @throws NetworkOfficersOnly */
export function assertKeepsRegistration(actor: Acting, ...districtIds: readonly string[]): void {
  if (!keepsRegistration(actor, districtIds)) throw new NetworkOfficersOnly();
}

/**
 * Doctors speak for themselves, hospitals for their own doctors, officers for those registered in a district of theirs.
 * @throws NotFound to others than officers @throws NetworkOfficersOnly
 */
export function assertSpeaksFor(
  actor: Acting & { readonly doctorId?: string },
  { id, districtIds, homeFacilityId }: Registered,
): void {
  const { reach } = actor;
  if (actor.role === 'doctor') {
    if (actor.doctorId !== id) throw new NotFound();
  } else if (reach.over === 'facility') {
    if (reach.id !== homeFacilityId) throw new NotFound();
  } else if (reach.over !== 'network' && !districtIds.some((one) => reachesDistrict(reach, one))) {
    throw new NetworkOfficersOnly();
  }
}
