import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { ageInYears } from '../config/domain/calendar.js';
import { Hears } from '../database/hears.js';
import type { ActOf } from '../database/act.js';
import { Reader } from '../database/connections.js';
import type { Unit } from '../database/unit.js';
import { Facility } from '../facilities/facility.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import type { Patient } from '../patients/patient.entity.js';
import { isHigher } from '../triage/domain/level.js';
import { adultFromYears } from '../triage/domain/case.js';
import { decided } from '../visits/aftercare.js';
import type { Destinations, OpenReferral, ReferralChannel } from '../visits/channel.js';
import type { CareNeeded } from '../visits/domain/care-needed.js';
import { sendsAway } from '../visits/domain/disposition.js';
import type { Visit } from '../visits/visit.entity.js';
import type { VisitNews } from '../visits/visits.service.js';
import { canTake, hasTakenItsCourse, isDraft } from './domain/referral-state.js';
import { Referral } from './referral.entity.js';
import { type Draft, Referrals } from './referrals.service.js';
import { WhereTo } from './where-to.js';

type VisitAct = 'visit.logged' | 'visit.concluded' | 'visit.corrected' | 'visit.sent-on';

/** Why the program itself ends a referral: keys of sentences, which each reader is told in their language. */
const sentAnew = 'referrals.calledOff.sentAnew';
const corrected = 'referrals.calledOff.corrected';

/** The counter's end of the channel: where to, what is open, and a referral for every patient who is sent away. */
@Injectable()
export class CounterChannel implements ReferralChannel {
  constructor(
    private readonly referrals: Referrals,
    private readonly whereTo: WhereTo,
    private readonly reader: Reader,
  ) {}

  destinations(outletId: string, need: CareNeeded): Promise<Destinations> {
    return this.whereTo.destinations({ outletId }, need);
  }

  async openOf(patientId: string): Promise<OpenReferral | undefined> {
    const referral = await this.reader.of(Referral).findOneBy({ patientId, endedAt: IsNull() });
    if (!referral) return undefined;
    const { id, state, facilityId, sentAt, draftedAt } = referral;
    const facility = facilityId ? await this.reader.of(Facility).findOneBy({ id: facilityId }) : null;
    return { id, state, facility: facility?.name ?? null, at: sentAt ?? draftedAt };
  }

  /** A visit that sends its patient away has a referral; one that no longer does has none left that can be called off. */
  @Hears('visit.logged', 'visit.concluded', 'visit.corrected', 'visit.sent-on')
  async follow({ carries: news }: ActOf<VisitAct>, unit: Unit): Promise<void> {
    const { visit } = news;
    if (!visit.episodeId) return;
    if (sendsAway(decided(visit)) || isSeenFirst(visit)) return this.refer(unit, news);
    const open =
      visit.version > 1 || visit.seenAt ? await this.referrals.openOf(unit, visit.patientId) : null;
    if (open?.visitId === visit.id && canTake('cancel', open.state))
      await this.referrals.take(unit, open, await this.outletOf(unit, open), 'cancel', { reason: corrected });
  }

  private async refer(unit: Unit, { visit, patient, facilityId }: VisitNews): Promise<void> {
    const standing = await this.standing(unit, visit, patient);
    // A correction of a visit whose referral is over does not send the patient away anew.
    if (!standing && visit.version > 1 && (await unit.manager.existsBy(Referral, { visitId: visit.id })))
      return;
    const referral = standing ?? (await this.referrals.draft(unit, wanted(visit, patient)));
    const act = isDraft(referral.state) ? 'send' : 'pass-on';
    if (!facilityId || !canTake(act, referral.state)) return;
    await this.referrals.take(unit, referral, await this.outletOf(unit, referral), act, { facilityId });
  }

  /** The open referral, made to serve this visit too. One of another illness, or that took its course, is ended. */
  private async standing(unit: Unit, visit: Visit, patient: Patient): Promise<Referral | null> {
    const open = await this.referrals.openOf(unit, visit.patientId);
    if (!open) return null;
    const past = hasTakenItsCourse(open.state);
    if (open.episodeId === visit.episodeId && (!past || open.visitId === visit.id))
      return this.referrals.serve(unit, open, wanted(visit, patient));
    const outlet = await this.outletOf(unit, open);
    if (past) await this.referrals.take(unit, open, outlet, 'close', { outcome: 'not-stated' });
    else await this.referrals.take(unit, open, outlet, 'cancel', { reason: sentAnew });
    return null;
  }

  private outletOf(unit: Unit, { outletId }: Referral): Promise<Outlet> {
    return unit.manager.findOneByOrFail(Outlet, { id: outletId });
  }
}

/** Who is graver than a doctor's today and waits for one, here or online, has the referral prepared meanwhile. */
const isSeenFirst = (visit: Visit): boolean =>
  ['doctor', 'online'].includes(decided(visit)) && isHigher(visit.level ?? 'doctor', 'doctor');

/** Who is referred, from where, as a visit says it. */
function wanted(visit: Visit, patient: Patient): Draft {
  const { id: visitId, patientId, outletId, pregnant } = visit;
  const child = ageInYears(patient.bornOn, visit.on) < adultFromYears;
  const level = decided(visit) === 'emergency' ? 'emergency' : (visit.level ?? 'urgent');
  return { visitId, patientId, outletId, episodeId: visit.episodeId!, child, pregnant, level };
}
