import { type Case, type Measurement, measurements } from './case.js';
import { covidRules } from './covid.js';
import { houseRules } from './house-rules.js';
import { imciRules } from './imci.js';
import { highest, isHigher, type Level } from './level.js';
import { isForNews2, type News2, news2, news2Rules } from './news2.js';
import { redFlagRules } from './red-flags.js';
import type { Rule, Source, Verdict } from './rule.js';

/** The edition of all rules together. It changes whenever any rule does; a visit keeps the one that judged it. */
export const ruleSet = '2026-11';

export const rules: readonly Rule[] = [
  ...redFlagRules,
  ...news2Rules,
  ...covidRules,
  ...imciRules,
  ...houseRules,
];

export interface Fired {
  readonly rule: string;
  readonly source: Source;
  readonly level: Level;
  readonly values: NonNullable<Verdict['values']>;
}

/** What the rules say of a case. */
export interface Assessment {
  readonly ruleSet: string;
  /** The highest level that any rule gave. */
  readonly level: Level;
  /** The rules that fired, the gravest first. */
  readonly fired: readonly Fired[];
  /** The rules that could not be judged, or only in part, and what each lacks. */
  readonly unjudged: readonly { readonly rule: string; readonly missing: readonly Measurement[] }[];
  /** All that is missing, in the order in which to measure it. */
  readonly missing: readonly Measurement[];
  /** What to measure next. */
  readonly next?: Measurement;
  /** For adults who are not pregnant. */
  readonly news2?: News2;
}

/** Judges a case by every rule. The level is the highest that any rule gives, and nothing missing is taken as normal. */
export function assess(one: Case): Assessment {
  const verdicts = rules.map((rule) => ({ rule, verdict: rule.judge(one) }));
  const fired = verdicts.flatMap(({ rule: { id, source }, verdict: { level, values = {} } }) =>
    level ? [{ rule: id, source, level, values }] : [],
  );
  const unjudged = verdicts.flatMap(({ rule: { id }, verdict: { missing = [] } }) =>
    missing.length > 0 ? [{ rule: id, missing }] : [],
  );
  const lacking = new Set(unjudged.flatMap(({ missing }) => missing));
  const missing = measurements.filter((measurement) => lacking.has(measurement));
  return {
    ruleSet,
    level: highest(fired.map(({ level }) => level)),
    fired: fired.sort((a, b) => (isHigher(a.level, b.level) ? -1 : isHigher(b.level, a.level) ? 1 : 0)),
    unjudged,
    missing,
    next: missing[0],
    news2: isForNews2(one) ? news2(one) : undefined,
  };
}
