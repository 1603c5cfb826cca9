import { addDays, type Day } from '../../config/domain/calendar.js';
import { elderlyFromYears } from '../../triage/domain/case.js';
import type { Condition } from '../../triage/domain/conditions.js';
import { isHigher, type Level } from '../../triage/domain/level.js';

/** How closely somebody is watched, the closest first (国卫明电〔2022〕509号). */
export const risks = ['red', 'yellow', 'green'] as const;
export type Risk = (typeof risks)[number];

export interface Watched {
  readonly ageYears: number;
  readonly pregnant: boolean;
  readonly conditions: readonly Condition[];
}

const grave: readonly Condition[] = ['dialysis', 'immunocompromised', 'cancer', 'hypercapnic'];

/**
 * Red: gravely ill, or elderly and unvaccinated or ill. Yellow: every other key population. Green: everybody else.
 */
export function riskOf({ ageYears, pregnant, conditions }: Watched): Risk {
  const elderly = ageYears >= elderlyFromYears;
  if (conditions.some((one) => grave.includes(one)) || (elderly && conditions.length > 0)) return 'red';
  return elderly || pregnant || conditions.length > 0 ? 'yellow' : 'green';
}

/** The days after the visit on which somebody calls; each risk is called at least once from day 3 to 7. */
const daysOf: Record<Risk, readonly number[]> = { red: [1, 3, 5, 7], yellow: [1, 3, 7], green: [3, 7] };

export const followUpKinds = ['call', 'reassessment'] as const;
export type FollowUpKind = (typeof followUpKinds)[number];

export interface PlannedFollowUp {
  readonly kind: FollowUpKind;
  readonly dueOn: Day;
}

/** After home care or a referral: calls by risk; who is severe and at home is also assessed again the next day. */
export function followUpPlan(on: Day, risk: Risk, level: Level, atHome: boolean): PlannedFollowUp[] {
  const calls = daysOf[risk].map((day) => ({ kind: 'call' as const, dueOn: addDays(on, day) }));
  const severeAtHome = atHome && isHigher(level, 'doctor');
  return severeAtHome ? [{ kind: 'reassessment', dueOn: addDays(on, 1) }, ...calls] : calls;
}

/** One call the next day, to hear whether the patient saw the doctor they were sent on to. */
export const nextDay = (on: Day): PlannedFollowUp[] => [{ kind: 'call', dueOn: addDays(on, 1) }];

export const followUpOutcomes = ['better', 'same', 'worse', 'attended', 'admitted', 'unreachable'] as const;
export type FollowUpOutcome = (typeof followUpOutcomes)[number];

/** Whether an outcome says that no hospital was attended. */
export const saysKeptAway = (outcome: FollowUpOutcome): boolean =>
  outcome === 'better' || outcome === 'same' || outcome === 'worse';

/** After so many calls in vain somebody goes and looks: the officer is told. */
export const mostTries = 3;

const overFromDay = 3;

/** Whether an outcome ends the episode: admitted, or better from the third day after the last visit on. */
export function endsEpisode(outcome: FollowUpOutcome, lastVisitOn: Day, on: Day): boolean {
  return outcome === 'admitted' || (outcome === 'better' && on >= addDays(lastVisitOn, overFromDay));
}
