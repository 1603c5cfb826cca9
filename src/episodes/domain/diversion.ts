import { addDays, type Day, instantAt } from '../../config/domain/calendar.js';
import { isHigher, type Level } from '../../triage/domain/level.js';

/** What an episode that began with a fever visit came to (FIELD, section 2): exactly one of these. */
export const diversionClasses = ['confirmed', 'presumed', 'referred', 'lost', 'worse', 'open'] as const;
export type DiversionClass = (typeof diversionClasses)[number];

/** Those whose patients were kept away from the hospital fever clinics. */
export const keptAwayClasses = ['confirmed', 'presumed'] as const satisfies readonly DiversionClass[];

/** All that decides the class of an episode. */
export interface EpisodeFacts {
  readonly startedOn: Day;
  readonly firstLevel: Level;
  /** The highest level of the later visits, if there were any. */
  readonly laterLevel: Level | null;
  /** When the patient was first sent to a hospital, unless that was cancelled. */
  readonly referredAt: Date | null;
  /** When the patient arrived there. */
  readonly arrivedAt: Date | null;
  /** The day of a follow-up, 3 to 7 days after the beginning, that says no hospital fever clinic was attended. */
  readonly keptAwayOn: Day | null;
  /** The day on which the patient said to have attended a hospital, or was admitted, without a referral. */
  readonly attendedOn: Day | null;
}

export interface Classified {
  readonly class: DiversionClass;
  /** When time alone may change the class; null when it can't. */
  readonly dueAt: Date | null;
}

const lostAfterMs = 24 * 3600_000;
const confirmFromDay = 3;
const confirmUntilDay = 7;

/**
 * The class of an episode at an instant. Looked at in this order: the referral, coming back worse, word of
 * a follow-up, silence of a week. A patient who went to a hospital without a referral came back worse: they
 * sought more urgent care, and were not kept away.
 */
export function classOf(facts: EpisodeFacts, now: Date, zone: string): Classified {
  if (facts.arrivedAt) return settled('referred');
  if (facts.referredAt) {
    const lostAt = new Date(facts.referredAt.getTime() + lostAfterMs);
    if (now >= lostAt) return settled('lost');
    return { class: cameBackWorse(facts) ? 'worse' : 'open', dueAt: lostAt };
  }
  if (cameBackWorse(facts)) return settled('worse');
  if (facts.keptAwayOn) return settled('confirmed');
  const weekOverAt = instantAt(addDays(facts.startedOn, confirmUntilDay + 1), '00:00', zone);
  return now >= weekOverAt ? settled('presumed') : { class: 'open', dueAt: weekOverAt };
}

const settled = (diversion: DiversionClass): Classified => ({ class: diversion, dueAt: null });

const cameBackWorse = ({ firstLevel, laterLevel, attendedOn }: EpisodeFacts) =>
  attendedOn !== null || (laterLevel !== null && isHigher(laterLevel, firstLevel));

/** Whether a follow-up on a day can confirm that the patient was kept away from the fever clinics. */
export const canConfirm = (startedOn: Day, on: Day): boolean =>
  on >= addDays(startedOn, confirmFromDay) && on <= addDays(startedOn, confirmUntilDay);

export interface DiversionRate {
  readonly numerator: number;
  readonly denominator: number;
  /** From 0 to 1; absent while nothing is decided. */
  readonly rate?: number;
}

/** How many of them were kept away. */
export const keptAwayOf = (counts: Readonly<Record<DiversionClass, number>>): number =>
  keptAwayClasses.reduce((sum, one) => sum + counts[one], 0);

/** (confirmed + presumed) / (all but open). */
export function diversionRate(counts: Readonly<Record<DiversionClass, number>>): DiversionRate {
  const numerator = keptAwayOf(counts);
  const denominator = numerator + counts.referred + counts.lost + counts.worse;
  return { numerator, denominator, rate: denominator > 0 ? numerator / denominator : undefined };
}

const sameIllnessMs = 14 * 24 * 3600_000;

/** Visits less than 14 days apart are of one illness. */
export const isSameIllness = (former: Date, later: Date): boolean =>
  Math.abs(later.getTime() - former.getTime()) < sameIllnessMs;
