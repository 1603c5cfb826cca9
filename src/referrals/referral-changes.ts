import {
  answerWithin,
  arriveWithin,
  needOf,
  type ReferralAct,
  type ReferralOutcome,
} from './domain/referral-state.js';
import { ActIncomplete } from './domain/refusals.js';
import type { Referral } from './referral.entity.js';

/** What is said with an act. */
export interface Said {
  readonly facilityId?: string;
  /** They said on the telephone that they take the patient. */
  readonly telephoned?: boolean;
  readonly reason?: string;
  readonly outcome?: ReferralOutcome;
  readonly opinion?: string;
  readonly note?: string;
  /** The version that the page showed; acting on another one is refused. */
  readonly version?: number;
}

/** What nobody has done yet. */
export const blank = {
  state: 'drafted' as const,
  version: 1,
  facilityId: null,
  question: null,
  opinion: null,
  dueAt: null,
  overdueToldAt: null,
  ambulanceCalledAt: null,
  ambulance: null,
  firstSentAt: null,
  sentAt: null,
  answeredAt: null,
  acceptedAt: null,
  arrivedAt: null,
  endedAt: null,
  outcome: null,
  passedOn: 0,
};

/** Outcomes after which nobody needs to call the patient. */
export const ending: readonly ReferralOutcome[] = ['admitted', 'icu', 'died'];

/** How each act is called once it is done. */
export const pastOf = {
  'ask-opinion': 'opinion-asked',
  advise: 'advised',
  send: 'sent',
  accept: 'accepted',
  decline: 'declined',
  'time-out': 'unanswered',
  'pass-on': 'passed-on',
  depart: 'departed',
  arrive: 'arrived',
  miss: 'not-arrived',
  close: 'closed',
  'refer-onward': 'referred-onward',
  cancel: 'cancelled',
} as const satisfies Record<ReferralAct, string>;

/** @throws ActIncomplete */
export function assertSaid(act: ReferralAct, said: Said): void {
  switch (needOf(act)) {
    case 'reason':
      if (!said.reason) throw new ActIncomplete('reason');
      return;
    case 'facility':
      if (!said.facilityId) throw new ActIncomplete('facilityId');
      return;
    case 'outcome':
      if (!said.outcome) throw new ActIncomplete('outcome');
      return;
    case 'opinion':
      if (!said.opinion) throw new ActIncomplete('opinion');
      return;
    case undefined:
      return;
  }
}

/** A new time limit: nobody has been told of it. */
const anew = { overdueToldAt: null };

export const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

/** What an act changes beside the state. */
export function changesOf(act: ReferralAct, before: Referral, said: Said, at: Date): Partial<Referral> {
  switch (act) {
    case 'ask-opinion':
      return { question: said.reason };
    case 'advise':
      return { opinion: said.opinion };
    case 'send':
    case 'pass-on':
      return {
        facilityId: said.facilityId,
        note: said.note ?? before.note,
        firstSentAt: before.firstSentAt ?? at,
        sentAt: at,
        passedOn: before.passedOn + (act === 'pass-on' ? 1 : 0),
        dueAt: later(at, answerWithin[before.level]),
        ...anew,
      };
    case 'accept':
      return {
        answeredAt: before.answeredAt ?? at,
        acceptedAt: at,
        dueAt: later(at, arriveWithin[before.level]),
        ...anew,
      };
    case 'decline':
      return { answeredAt: before.answeredAt ?? at, dueAt: null };
    case 'time-out':
    case 'miss':
      return { dueAt: null };
    case 'arrive':
      return { arrivedAt: at, dueAt: null };
    case 'close':
      return { outcome: said.outcome };
    case 'depart':
    case 'refer-onward':
    case 'cancel':
      return {};
  }
}
