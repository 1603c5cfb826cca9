import { type Case, consciousnessOf, has, isAdult, type Measurement, spo2AtSeaLevel } from './case.js';

/** Points of each measurement, 0 to 3; absent where it was not measured. */
export interface News2 {
  readonly scores: Partial<Record<News2Part, number>>;
  /** The sum of what is known: the true total is at least this. */
  readonly total: number;
  readonly missing: readonly News2Part[];
}

export const news2Parts = [
  'respiration',
  'spo2',
  'oxygen',
  'systolic',
  'pulse',
  'consciousness',
  'temperature',
] as const satisfies readonly Measurement[];
export type News2Part = (typeof news2Parts)[number];

/** A band of values and its points: from the least value on. In ascending order. */
type Bands = readonly (readonly [from: number, points: number])[];

/** National Early Warning Score 2, Royal College of Physicians 2017, chart 1. Each band begins at its number. */
const bands = {
  respiration: [
    [0, 3],
    [9, 1],
    [12, 0],
    [21, 2],
    [25, 3],
  ],
  spo2: [
    [0, 3],
    [92, 2],
    [94, 1],
    [96, 0],
  ],
  /** SpO₂ scale 2, for known hypercapnic failure: on air, and on oxygen. */
  spo2Scale2Air: [
    [0, 3],
    [84, 2],
    [86, 1],
    [88, 0],
  ],
  spo2Scale2Oxygen: [
    [0, 3],
    [84, 2],
    [86, 1],
    [88, 0],
    [93, 1],
    [95, 2],
    [97, 3],
  ],
  systolic: [
    [0, 3],
    [91, 2],
    [101, 1],
    [111, 0],
    [220, 3],
  ],
  pulse: [
    [0, 3],
    [41, 1],
    [51, 0],
    [91, 1],
    [111, 2],
    [131, 3],
  ],
  temperature: [
    [0, 3],
    [35.1, 1],
    [36.1, 0],
    [38.1, 1],
    [39.1, 2],
  ],
} as const satisfies Record<string, Bands>;

const points = (scale: Bands, value: number) => scale.findLast(([from]) => value >= from)![1];

/** A temperature is read to a tenth of a degree, as the chart is written. */
const tenths = (celsius: number) => Math.round(celsius * 10) / 10;

function spo2Points(one: Case, spo2: number): number | undefined {
  if (!has(one, 'hypercapnic')) return points(bands.spo2, spo2AtSeaLevel(one)!);
  const scoresAlike = points(bands.spo2Scale2Air, spo2) === points(bands.spo2Scale2Oxygen, spo2);
  if (one.oxygen === undefined && !scoresAlike) return undefined;
  return points(one.oxygen ? bands.spo2Scale2Oxygen : bands.spo2Scale2Air, spo2);
}

const known = <T>(value: T | undefined, score: (value: T) => number | undefined) =>
  value === undefined ? undefined : score(value);

/** Scores a case by NEWS2. */
export function news2(one: Case): News2 {
  const found: Record<News2Part, number | undefined> = {
    respiration: known(one.respiration, (value) => points(bands.respiration, value)),
    spo2: known(one.spo2, (value) => spo2Points(one, value)),
    oxygen: known(one.oxygen, (oxygen) => (oxygen ? 2 : 0)),
    systolic: known(one.systolic, (value) => points(bands.systolic, value)),
    pulse: known(one.pulse, (value) => points(bands.pulse, value)),
    consciousness: known(consciousnessOf(one), (level) => (level === 'alert' ? 0 : 3)),
    temperature: known(one.temperature, (value) => points(bands.temperature, tenths(value))),
  };
  const scored = news2Parts.filter((part) => found[part] !== undefined);
  return {
    scores: Object.fromEntries(scored.map((part) => [part, found[part]])),
    total: scored.reduce((sum, part) => sum + found[part]!, 0),
    // Saturation that was measured lacks no more than whether they are on oxygen.
    missing: news2Parts.filter(
      (part) => found[part] === undefined && !(part === 'spo2' && one.spo2 !== undefined),
    ),
  };
}

/** Whom NEWS2 is made for (RCP 2017: not under 16, not in pregnancy). */
export const isForNews2 = (one: Case): boolean => isAdult(one) && one.pregnant !== true;
