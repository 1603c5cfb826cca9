import { addDays, type Day } from '../../config/domain/calendar.js';
import { isHigher, type Level } from '../../triage/domain/level.js';
import type { Risk } from './colour.js';

export const followUpKinds = ['call', 'reassessment'] as const;
export type FollowUpKind = (typeof followUpKinds)[number];

export interface PlannedFollowUp {
  readonly kind: FollowUpKind;
  readonly dueOn: Day;
  /** Whether another contact follows when this one is made: until the illness has ended. */
  readonly repeats: boolean;
}

/** Days from the visit to the first contact, and from one to the next: never more than three, red daily (FIELD, 3.7). */
const first: Record<Risk, number> = { red: 1, yellow: 1, green: 3 };
const then: Record<Risk, number> = { red: 1, yellow: 3, green: 3 };

/** After home care, a referral, or whatever was decided of a key person; who is severe and at home is assessed again too. */
export function followUpPlan(on: Day, risk: Risk, level: Level, atHome: boolean): PlannedFollowUp[] {
  const call = { kind: 'call' as const, dueOn: addDays(on, first[risk]), repeats: true };
  const severeAtHome = atHome && isHigher(level, 'doctor');
  return severeAtHome ? [{ kind: 'reassessment', dueOn: addDays(on, 1), repeats: false }, call] : [call];
}

/** One call the next day, to hear whether the patient saw the doctor they were sent on to. */
export const nextDay = (on: Day): PlannedFollowUp[] => [
  { kind: 'call', dueOn: addDays(on, 1), repeats: false },
];

/** After so many days contacts end at the latest. */
export const longestDays = 28;

/** When the next contact is due after one was made; undefined once contacts have gone on long enough. */
export function nextContact(madeOn: Day, risk: Risk, startedOn: Day): Day | undefined {
  const dueOn = addDays(madeOn, then[risk]);
  return dueOn <= addDays(startedOn, longestDays) ? dueOn : undefined;
}

/** `well`: better, and 24 hours without fever. */
export const followUpOutcomes = [
  'well',
  'better',
  'same',
  'worse',
  'attended',
  'admitted',
  'unreachable',
  'refused',
  'moved',
  'died',
] as const;
export type FollowUpOutcome = (typeof followUpOutcomes)[number];

const atHomeStill: readonly FollowUpOutcome[] = ['well', 'better', 'same', 'worse'];
const endings: readonly FollowUpOutcome[] = ['admitted', 'refused', 'moved', 'died'];

/** Whether an outcome ends all contacts at once, whenever it is said: a slip of the finger would lose somebody. */
export const isFinal = (outcome: FollowUpOutcome): boolean => endings.includes(outcome);

/** Whether an outcome says that no hospital was attended. */
export const saysKeptAway = (outcome: FollowUpOutcome): boolean => atHomeStill.includes(outcome);

/** Whether an outcome says that a hospital was. */
export const saysAttended = (outcome: FollowUpOutcome): boolean =>
  outcome === 'attended' || outcome === 'admitted';

/** After so many calls in vain somebody goes and looks: the officer is told. */
export const mostTries = 3;

const overFromDay = 3;

/** Whether an outcome ends the episode; being well does from the third day after the last visit on. */
export function endsEpisode(outcome: FollowUpOutcome, lastVisitOn: Day, on: Day): boolean {
  return isFinal(outcome) || (outcome === 'well' && on >= addDays(lastVisitOn, overFromDay));
}
