import type { INestApplicationContext } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import type { FollowUpOutcome } from '../episodes/domain/follow-up-plan.js';
import { AlreadySettled } from '../episodes/domain/refusals.js';
import { Episodes } from '../episodes/episodes.service.js';
import { FollowUps } from '../episodes/follow-ups.service.js';
import { FollowUpsQueries } from '../episodes/follow-ups.queries.js';
import { Capacities } from '../facilities/capacities.service.js';
import type { Tier } from '../facilities/domain/tier.js';
import type { CareNeeded } from '../visits/domain/care-needed.js';
import type { Referral } from '../referrals/referral.entity.js';
import { ReferralsQueries } from '../referrals/referrals.queries.js';
import { Referrals } from '../referrals/referrals.service.js';
import { WhereTo } from '../referrals/where-to.js';
import { Connections } from '../database/connections.js';
import { type Acting, programActing } from '../staff/actor.js';
import { Consultations } from '../consultations/consultations.service.js';
import { VisitsQueries } from '../visits/visits.queries.js';
import { QueueQueries } from '../visits/queue.queries.js';
import type { Dice } from './dice.js';

const bedsOf: Record<Tier, number> = {
  community: 0,
  hospital: 120,
  'sub-designated': 150,
  designated: 260,
  tertiary: 400,
};

/** Most calls find the patient better; some do not find them. */
const outcomes: readonly FollowUpOutcome[] = [
  ...Array.from({ length: 7 }, () => 'well' as const),
  ...Array.from({ length: 4 }, () => 'better' as const),
  ...Array.from({ length: 5 }, () => 'same' as const),
  'worse',
  'attended',
  'unreachable',
  'unreachable',
];

const most = 500;
const visitingDoctor: Acting = { ...programActing, role: 'doctor' };

/** The other ends of the channel in the demo city: hospitals that report and answer, doctors who see, callers who call. */
export class DemoChannel {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly dice: Dice,
    private readonly facilities: readonly { readonly id: string; readonly tier: Tier }[],
  ) {}

  /** Each hospital says how it stands; in a wave the queues grow, and now and then one is full. */
  async report(busy: number): Promise<void> {
    for (const { id, tier } of this.facilities) {
      if (this.dice.chance(0.06)) continue;
      const beds = bedsOf[tier];
      const occupied = Math.min(beds, Math.round(beds * (0.55 + 0.1 * busy + this.dice.roll() * 0.08)));
      const icuBeds = Math.round(beds / 20);
      const figures = {
        open: this.dice.chance(0.98),
        accepting: this.dice.chance(0.92),
        waiting: Math.round((tier === 'community' ? 6 : 18) * busy * (0.6 + this.dice.roll())),
        rooms: tier === 'community' ? 1 : 4,
        beds,
        bedsOccupied: occupied,
        icuBeds,
        icuOccupied: Math.min(icuBeds, Math.round(icuBeds * (0.5 + this.dice.roll() * 0.45))),
      };
      await this.app.get(Capacities).report(id, figures, programActing);
    }
  }

  /** The doctors see who waits for them today. */
  async see(): Promise<void> {
    const today = this.app.get(Calendar).today();
    const waiting = await this.app
      .get(VisitsQueries)
      .list({ on: today, disposition: 'doctor' }, programActing.reach, 0, most);
    for (const outletId of new Set(waiting.map((visit) => visit.outletId))) {
      for (const { visit } of await this.app.get(QueueQueries).list(outletId)) {
        if (this.dice.chance(0.1)) continue;
        const outcome = this.dice.one(['home-care', 'home-care', 'advice', 'referral'] as const);
        const decision = { outcome, reason: outcome === 'referral' ? undefined : '医生检查后认为可居家' };
        await this.app.get(Consultations).conclude(outletId, visit.id, decision, visitingDoctor);
      }
    }
  }

  /** One round of everything that waits: drafts are sent, referrals answered, patients arrive, cases are closed. */
  async refer(): Promise<void> {
    await this.app.get(Referrals).sweep();
    const open = await this.app.get(ReferralsQueries).list({ state: 'open' }, programActing, 0, most);
    for (const { id, state, ...need } of open) {
      const act = (name: Parameters<Referrals['act']>[1], said = {}) =>
        this.app.get(Referrals).act(id, name, said, programActing);
      if (state === 'drafted' || state === 'unanswered' || state === 'declined') {
        const facilityId = await this.where(need);
        if (facilityId) await act(state === 'drafted' ? 'send' : 'pass-on', { facilityId });
      } else if (state === 'sent' && this.dice.chance(0.9)) {
        if (this.dice.chance(0.88)) await act('accept');
        else await act('decline', { reason: '无床位' });
      } else if (state === 'accepted' && this.dice.chance(0.85)) {
        await act(this.dice.chance(0.3) ? 'depart' : 'arrive');
      } else if (state === 'on-the-way') {
        await act('arrive');
      } else if (state === 'arrived' && this.dice.chance(0.6)) {
        await act('close', { outcome: this.dice.one(['admitted', 'outpatient', 'sent-home'] as const) });
      }
    }
  }

  /** The calls of a day, and what time has done to episodes. */
  async call(): Promise<void> {
    await this.app.get(Episodes).sweep();
    const due = await this.app.get(FollowUpsQueries).list({ state: 'planned' }, programActing.reach, 0, most);
    for (const { id } of due) {
      // Some days nobody gets round to it.
      if (this.dice.chance(0.15)) continue;
      await this.settle(id, this.dice.one(outcomes));
    }
  }

  /** A call that an earlier one of the same day has made needless is not made. */
  private async settle(id: string, outcome: FollowUpOutcome): Promise<void> {
    try {
      await this.app.get(FollowUps).settle(id, outcome, undefined, programActing);
    } catch (error) {
      if (!(error instanceof AlreadySettled)) throw error;
    }
  }

  private async where(from: Wanted): Promise<string | undefined> {
    const { manager } = this.app.get(Connections).writer;
    const whereTo = this.app.get(WhereTo);
    const origin = await whereTo.originOf(from, manager);
    const { options } = await whereTo.find(origin, from, [], manager);
    return options[0]?.id;
  }
}

type Wanted = CareNeeded & Pick<Referral, 'outletId' | 'fromFacilityId'>;
