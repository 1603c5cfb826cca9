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

const most = 200;

@Injectable()
export class InboxQueries {
  constructor(
    private readonly reader: Reader,
    private readonly referrals: ReferralsQueries,
  ) {}

  /** The most urgent first, then who has waited longest. */
  async of(actor: Actor, facilityId: string): Promise<Inbox> {
    const open = await this.referrals.list({ state: 'open' }, actor, 0, most);
    const mine = open
      .filter((one) => one.facilityId === facilityId)
      .sort((a, b) => rank(b.level) - rank(a.level) || since(a) - since(b));
    const inState = (...states: ReferralState[]) => mine.filter(({ state }) => states.includes(state));
    return {
      waiting: inState('sent'),
      coming: inState('accepted', 'on-the-way', 'not-arrived'),
      here: inState('arrived'),
      questions: open.filter(({ state }) => state === 'consulting'),
    };
  }

  /** What changes when something new comes in: how many wait, and the newest of them. */
  async news(facilityId: string): Promise<{ waiting: number; newest: string }> {
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

const since = ({ sentAt, draftedAt }: ReferralLine) => (sentAt ?? draftedAt).getTime();
