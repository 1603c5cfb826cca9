import type { EntityManager } from 'typeorm';
import { Referral, ReferralTurn } from './referral.entity.js';

/** The facilities that had this patient's referral already, or refer onward themselves: not to be asked again. */
export async function askedBefore(manager: EntityManager, referral: Referral): Promise<string[]> {
  const asked = new Set(referral.fromFacilityId ? [referral.fromFacilityId] : []);
  for (let one: Referral | null = referral; one !== null;) {
    const turns = await manager.findBy(ReferralTurn, { referralId: one.id });
    for (const { facilityId } of turns) if (facilityId) asked.add(facilityId);
    one = one.onwardFromId ? await manager.findOneBy(Referral, { id: one.onwardFromId }) : null;
  }
  return [...asked];
}
