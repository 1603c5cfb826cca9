import { type Case, type Measurement, measurements } from './case.js';
import { type Edition, editions, holdsIn, newestEdition, seenBy } from './editions.js';
import { highest, isHigher, type Level } from './level.js';
import { isForNews2, type News2, news2 } from './news2.js';
import type { Rule, Source, Verdict } from './rule.js';
import { adultRules } from './rules/adults.js';
import { childRules } from './rules/children.js';
import { complaintRules } from './rules/complaints.js';
import { covidRules } from './rules/covid.js';
import { dangerSignRules } from './rules/danger-signs.js';
import { everybodyRules } from './rules/everybody.js';
import { imciRules } from './rules/imci.js';
import { illnessRules } from './rules/illness.js';
import { type Answer, lowRisk, type LowRiskItem, lowRiskRule } from './rules/low-risk.js';
import { pregnancyRules } from './rules/pregnancy.js';
import { redFlagRules } from './rules/red-flags.js';

const allRules: readonly Rule[] = [
  ...redFlagRules,
  ...adultRules,
  ...childRules,
  ...covidRules,
  ...dangerSignRules,
  ...illnessRules,
  ...complaintRules,
  ...pregnancyRules,
  ...everybodyRules,
  ...imciRules,
];

/** The rules of an edition, the list of low risk last. */
export const rulesOf: Readonly<Record<Edition, readonly Rule[]>> = Object.fromEntries(
  editions.map((edition) => [
    edition,
    [...allRules.filter((rule) => holdsIn(edition, rule)), lowRiskRule(edition)],
  ]),
) as Record<Edition, Rule[]>;

export interface Fired {
  readonly rule: string;
  readonly source: Source;
  readonly level: Level;
  readonly values: NonNullable<Verdict['values']>;
}

/** What the rules say of a case. */
export interface Assessment {
  /** The edition that judged. */
  readonly ruleSet: Edition;
  /** The highest level that any rule gave. */
  readonly level: Level;
  /** The rules that fired, the gravest first. */
  readonly fired: readonly Fired[];
  /** The rules that could not be judged, or only in part, and what each lacks. */
  readonly unjudged: readonly { readonly rule: string; readonly missing: readonly Measurement[] }[];
  /** All that is missing, in the order in which to measure it. */
  readonly missing: readonly Measurement[];
  /** What to measure next: first what would let somebody go home. */
  readonly next?: Measurement;
  /** How the person stands to each item of the list of low risk. */
  readonly lowRisk: Readonly<Record<LowRiskItem, Answer>>;
  /** For adults who are not pregnant. */
  readonly news2?: News2;
}

/**
 * Judges a case by every rule of an edition. The level is the highest that any rule gives; nothing missing is taken as normal, and
 * nobody is self-care who does not meet the whole list of low risk.
 */
export function assess(told: Case, edition: Edition = newestEdition): Assessment {
  const one = seenBy(edition, told);
  const verdicts = rulesOf[edition].map((rule) => ({ rule, verdict: rule.judge(one) }));
  const fired = verdicts.flatMap(({ rule: { id, source }, verdict: { level, values = {} } }) =>
    level ? [{ rule: id, source, level, values }] : [],
  );
  const unjudged = verdicts.flatMap(({ rule: { id }, verdict: { missing = [] } }) =>
    missing.length > 0 ? [{ rule: id, missing }] : [],
  );
  const lacking = new Set(unjudged.flatMap(({ missing }) => missing));
  const list = lowRisk(one, edition);
  const missing = measurements.filter((measurement) => lacking.has(measurement));
  return {
    ruleSet: edition,
    level: highest(fired.map(({ level }) => level)),
    fired: fired.sort((a, b) => (isHigher(a.level, b.level) ? -1 : isHigher(b.level, a.level) ? 1 : 0)),
    unjudged,
    missing,
    next: nextOf(list, missing),
    lowRisk: list,
    news2: isForNews2(one) ? news2(one) : undefined,
  };
}

/** Of who may still go home, what the list of low risk lacks comes first; of all others whatever comes first. */
function nextOf(list: Assessment['lowRisk'], missing: readonly Measurement[]): Measurement | undefined {
  const found = Object.values(list);
  if (found.includes('not-met')) return missing[0];
  const asked = new Set(found.flatMap((answer) => (typeof answer === 'string' ? [] : answer)));
  return measurements.find((measurement) => asked.has(measurement)) ?? missing[0];
}
