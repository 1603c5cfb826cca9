import type { Facility } from '../facilities/facility.entity.js';
import type { Outlet } from '../network/outlet.entity.js';
import { reaches } from '../network/reach.js';
import type { Acting } from '../staff/actor.js';
import type { Side } from './domain/referral-state.js';
import type { Referral } from './referral.entity.js';

/** The tiers whose doctors are the expert team. */
const expertTiers: readonly Facility['tier'][] = ['designated', 'tertiary'];

export const isExpert = (facility: Pick<Facility, 'tier'> | null | undefined): boolean =>
  facility != null && expertTiers.includes(facility.tier);

/**
 * On which sides of a referral somebody stands; on none, it does not exist for them.
 * @param own the facility of hospital staff
 */
export function sidesOf(
  actor: Acting,
  referral: Referral,
  outlet: Outlet,
  own: Facility | null,
): readonly Side[] {
  const { reach, role } = actor;
  if (role === undefined) return ['origin', 'facility', 'expert', 'time'];
  if (reach.over === 'facility') {
    return [
      ...(referral.facilityId === reach.id ? (['facility'] as const) : []),
      ...(referral.fromFacilityId === reach.id ? (['origin'] as const) : []),
      ...(referral.state === 'consulting' && isExpert(own) ? (['expert'] as const) : []),
    ];
  }
  if (!reaches(reach, outlet)) return [];
  if (role === 'admin') return ['origin', 'facility', 'expert'];
  return role === 'doctor' ? ['origin', 'expert'] : ['origin'];
}
