import { Injectable } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import type { Actor } from '../staff/actor.js';
import { rank } from '../triage/domain/level.js';
import type { ReferralState } from './domain/referral-state.js';
import { Referral } from './referral.entity.js';
import { type ReferralLine, ReferralsQueries } from './referrals.queries.js';

/** What waits for a facility: to be answered, to arrive, to be closed; and what its experts are asked. */
export interface Inbox {
  readonly waiting: readonly ReferralLine[];
  readonly coming: readonly ReferralLine[];
  readonly here: readonly ReferralLine[];
  readonly questions: readonly ReferralLine[];
}

const mostRows = 200;

/** How many wait in an inbox, and when the newest of them came. */
export interface InboxCount {
  readonly waiting: number;
  readonly newest: string;
}

@Injectable()
export class InboxQueries {
  constructor(
    private readonly reader: Reader,
    private readonly referrals: ReferralsQueries,
  ) {}

  /** The most urgent first, then who has waited longest. */
  async of(actor: Actor, facilityId: string): Promise<Inbox> {
    const section = async (...states: ReferralState[]) =>
      byUrgency(await this.referrals.list({ facilityId, states }, actor, 0, mostRows));
    const [waiting, coming, here, questions] = await Promise.all([
      section('sent'),
      section('accepted', 'on-the-way', 'not-arrived'),
      section('arrived'),
      this.referrals.list({ states: ['consulting'] }, actor, 0, mostRows),
    ]);
    return { waiting, coming, here, questions: byUrgency(questions) };
  }

  /** What changes when something new comes in: how many wait, and the newest of them. */
  async news(facilityId: string): Promise<InboxCount> {
    const found = await this.reader
      .of(Referral)
      .createQueryBuilder('referral')
      .select('COUNT(*)', 'waiting')
      .addSelect('MAX(referral.sent_at)', 'newest')
      .where(`referral.facility_id = :facilityId AND referral.state = 'sent'`, { facilityId })
      .getRawOne<{ waiting: string; newest: string | null }>();
    return { waiting: Number(found!.waiting), newest: found!.newest ?? '' };
  }
}

const byUrgency = (lines: readonly ReferralLine[]) =>
  [...lines].sort((a, b) => rank(b.level) - rank(a.level) || since(a) - since(b));

const since = ({ sentAt, draftedAt }: ReferralLine) => (sentAt ?? draftedAt).getTime();
