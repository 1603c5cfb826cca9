import { type Case, type Measurement, spo2AtSeaLevel } from './case.js';
import type { Edition } from './editions.js';
import type { Level } from './level.js';

/** Where rules come from. Editions are shown beside every reason; titles are in `views/locales`. */
export const sources = {
  'rcp-news2': { edition: '2017' },
  'red-flags': { edition: '2022-12' },
  'home-care': { edition: '2022-12-08' },
  'covid-10': { edition: '10' },
  'covid-9': { edition: '9' },
  'who-imci': { edition: '2014' },
  'key-populations': { edition: '509/2022' },
  'nice-ng143': { edition: '2021' },
  'nice-ng133': { edition: '2023' },
  'nice-cg151': { edition: '2012' },
  'nice-ng51': { edition: '2017' },
  pews: { edition: '2009' },
  pals: { edition: '2020' },
  bianmin: { edition: '2' },
  memory: { edition: 'm' },
} as const;
export type Source = keyof typeof sources;

/** What a rule says of a case. A rule may fire on what is known and still miss a measurement. */
export interface Verdict {
  /** At least this level; absent when the rule does not fire. */
  readonly level?: Level;
  /** What its reason names, such as the value that was measured. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** What would have to be measured before the rule can be said not to fire, or to fire higher. */
  readonly missing?: readonly Measurement[];
}

/** One rule of triage. Its reason is the sentence `triage.rules.<id>`. */
export interface Rule {
  readonly id: string;
  readonly source: Source;
  /** The editions in which it holds: from one on, and before another; absent: all. */
  readonly since?: Edition;
  readonly until?: Edition;
  readonly judge: (one: Case) => Verdict;
}

/** The rule does not concern this person, or it was judged and did not fire. */
export const silent: Verdict = {};

/** A rule of one measurement: fires where the value is known and outside, and asks for it where it is not. */
export function byValue(
  measurement: 'spo2' | 'respiration' | 'temperature',
  level: Level,
  outside: (value: number) => boolean,
): (one: Case) => Verdict {
  return (one) => {
    const value = one[measurement];
    const judged = measurement === 'spo2' ? spo2AtSeaLevel(one) : value;
    if (value === undefined || judged === undefined) return { missing: [measurement] };
    return outside(judged) ? { level, values: { value } } : silent;
  };
}

/** A pressure as it is said: 160/110, with a dash for what was not measured. */
export const pressureText = ({ systolic, diastolic }: { systolic?: number; diastolic?: number }) => ({
  value: `${systolic || '–'}/${diastolic || '–'}`,
});

/** The same rule for those whom it concerns. */
export const only =
  (concerned: (one: Case) => boolean, judge: Rule['judge']): Rule['judge'] =>
  (one) =>
    concerned(one) ? judge(one) : silent;
