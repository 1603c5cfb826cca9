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

/** How many wait in an inbox, when the newest of them came, and a mark that differs when any line of it does. */
export interface InboxCount {
  readonly waiting: number;
  readonly newest: string;
  readonly mark: string;
}

/** The states of the lines that an inbox shows of its own. */
const shownStates: readonly ReferralState[] = ['sent', 'accepted', 'on-the-way', 'not-arrived', 'arrived'];

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

  /** What changes when something new comes in, or when what is shown goes on: a patient sets out, 120 is called. */
  async news(facilityId: string): Promise<InboxCount> {
    const lines = await this.reader
      .of(Referral)
      .createQueryBuilder('referral')
      .select(['referral.id', 'referral.version', 'referral.state', 'referral.sentAt'])
      .where('(referral.facility_id = :facilityId AND referral.state IN (:...shownStates))', {
        facilityId,
        shownStates,
      })
      .orWhere(`referral.state = 'consulting'`)
      .getMany();
    const waiting = lines.filter(({ state }) => state === 'sent').map(({ sentAt }) => sentAt!.toISOString());
    return {
      waiting: waiting.length,
      newest: waiting.sort().at(-1) ?? '',
      mark: lines
        .map(({ id, version }) => `${id} ${version}`)
        .sort()
        .join(),
    };
  }
}

const byUrgency = (lines: readonly ReferralLine[]) =>
  [...lines].sort((a, b) => rank(b.level) - rank(a.level) || since(a) - since(b));

const since = ({ sentAt, draftedAt }: ReferralLine) => (sentAt ?? draftedAt).getTime();
