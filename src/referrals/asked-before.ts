import { type EntityManager, In } from 'typeorm';
import { Referral, ReferralTurn } from './referral.entity.js';

/** A referral's way so far: itself, and those that it goes on from, the newest first. */
async function wayOf(manager: EntityManager, referral: Referral): Promise<Referral[]> {
  const way: Referral[] = [];
  for (let one: Referral | null = referral; one !== null;) {
    way.push(one);
    one = one.onwardFromId ? await manager.findOneBy(Referral, { id: one.onwardFromId }) : null;
  }
  return way;
}

/** What was asked of facilities, and what they answered, from the first referral of its way to the last. */
export async function turnsOfTheWay(manager: EntityManager, referral: Referral): Promise<ReferralTurn[]> {
  const way = await wayOf(manager, referral);
  return manager.find(ReferralTurn, {
    where: { referralId: In(way.map(({ id }) => id)) },
    order: { at: 'ASC', version: 'ASC' },
  });
}

/** The facilities that had this patient's referral already, or refer onward themselves: not to be asked again. */
export async function askedBefore(manager: EntityManager, referral: Referral): Promise<string[]> {
  const asked = new Set(referral.fromFacilityId ? [referral.fromFacilityId] : []);
  for (const { facilityId } of await turnsOfTheWay(manager, referral)) if (facilityId) asked.add(facilityId);
  return [...asked];
}
