import type { Level } from '../../triage/domain/level.js';

/** Where a referral stands. */
export const referralStates = [
  'drafted',
  'consulting',
  'sent',
  'declined',
  'unanswered',
  'accepted',
  'on-the-way',
  'not-arrived',
  'arrived',
  'closed',
  'onward',
  'cancelled',
] as const;
export type ReferralState = (typeof referralStates)[number];

/** What can be done with a referral, and by whom: the side that refers, the facility, or time itself. */
export type Side = 'origin' | 'facility' | 'expert' | 'time';

interface Step {
  readonly from: readonly ReferralState[];
  readonly to: ReferralState;
  readonly by: readonly Side[];
  /** What has to be said with it. */
  readonly needs?: 'reason' | 'facility' | 'outcome' | 'opinion';
}

/** The whole life of a referral. Nothing else can happen to it. */
export const steps = {
  'ask-opinion': { from: ['drafted'], to: 'consulting', by: ['origin'], needs: 'reason' },
  advise: { from: ['consulting'], to: 'drafted', by: ['expert'], needs: 'opinion' },
  send: { from: ['drafted', 'consulting'], to: 'sent', by: ['origin'], needs: 'facility' },
  accept: { from: ['sent'], to: 'accepted', by: ['facility'] },
  decline: { from: ['sent'], to: 'declined', by: ['facility'], needs: 'reason' },
  'time-out': { from: ['sent'], to: 'unanswered', by: ['time'] },
  'pass-on': { from: ['declined', 'unanswered'], to: 'sent', by: ['origin', 'time'], needs: 'facility' },
  depart: { from: ['accepted'], to: 'on-the-way', by: ['origin'] },
  arrive: { from: ['accepted', 'on-the-way', 'not-arrived'], to: 'arrived', by: ['facility'] },
  miss: { from: ['accepted', 'on-the-way'], to: 'not-arrived', by: ['time'] },
  close: { from: ['arrived', 'not-arrived'], to: 'closed', by: ['facility', 'origin'], needs: 'outcome' },
  'refer-onward': { from: ['arrived'], to: 'onward', by: ['facility'] },
  cancel: {
    // Who did not arrive is lost and stays so: that is closed with what became of them, not cancelled.
    from: ['drafted', 'consulting', 'sent', 'declined', 'unanswered', 'accepted', 'on-the-way'],
    to: 'cancelled',
    by: ['origin', 'facility'],
    needs: 'reason',
  },
} as const satisfies Record<string, Step>;
export type ReferralAct = keyof typeof steps;
export const referralActs = Object.keys(steps) as ReferralAct[];

/** A patient who is sent away again while in one of these needs a new referral: the old one took its course. */
const pastStates: readonly ReferralState[] = ['arrived', 'not-arrived'];

export const hasTakenItsCourse = (state: ReferralState): boolean => pastStates.includes(state);

/** States in which nobody but the outlet knows of it yet. */
export const isDraft = (state: ReferralState): boolean => state === 'drafted' || state === 'consulting';

/** States in which nothing more happens. */
export const endStates: readonly ReferralState[] = ['closed', 'onward', 'cancelled'];

export const isOpen = (state: ReferralState): boolean => !endStates.includes(state);

/** The acts that somebody can take in a state. */
export const actsFrom = (state: ReferralState, sides: readonly Side[]): ReferralAct[] =>
  referralActs.filter((act) => canTake(act, state) && steps[act].by.some((side) => sides.includes(side)));

export const canTake = (act: ReferralAct, state: ReferralState): boolean =>
  (steps[act].from as readonly ReferralState[]).includes(state);

export const needOf = (act: ReferralAct): Step['needs'] => (steps[act] as Step).needs;

export const referralOutcomes = [
  'sent-home',
  'outpatient',
  'admitted',
  'icu',
  'died',
  'left',
  'went-elsewhere',
  'refused',
  'not-found',
  /** Nobody said what became of it before the patient was sent away anew. */
  'not-stated',
] as const;
export type ReferralOutcome = (typeof referralOutcomes)[number];

const minute = 60_000;

/** How long a facility has to answer before the referral is passed on, in milliseconds. */
export const answerWithin: Record<Level, number> = {
  emergency: 10 * minute,
  urgent: 30 * minute,
  doctor: 120 * minute,
  'self-care': 120 * minute,
};

/**
 * How long after it was accepted a patient may take to arrive, in milliseconds: a day at most (FIELD, section 2). That
 * whoever is graver is looked for sooner is ours.
 */
export const arriveWithin: Record<Level, number> = {
  emergency: 2 * 60 * minute,
  urgent: 12 * 60 * minute,
  doctor: 24 * 60 * minute,
  'self-care': 24 * 60 * minute,
};

/** A referral that is cancelled so long after it was begun was one, in milliseconds. */
export const begunFor = 24 * 60 * minute;

/** Whether an act may be taken by who saw an older state: what happened meanwhile changes nothing of it. */
export const canMerge = (act: ReferralAct, state: ReferralState): boolean =>
  (act === 'arrive' || act === 'accept') && canTake(act, state);
