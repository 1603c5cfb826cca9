import { type Case, type Effort, spo2AtSeaLevel } from './case.js';
import { withoutFever } from './without-fever.js';

/** Points of each measurement, 0, 1, 2 or 4; absent where it was not measured. */
export interface Pews {
  readonly scores: Partial<Record<PewsPart, number>>;
  /** The sum of what is known: the true total is at least this. */
  readonly total: number;
  readonly missing: readonly MeasuredPart[];
}

export const pewsParts = ['pulse', 'respiration', 'systolic', 'spo2', 'oxygen', 'effort', 'refill'] as const;
export type PewsPart = (typeof pewsParts)[number];
/** What a counter measures; effort and refill are looked at, and count as easy and quick unless somebody says otherwise. */
type MeasuredPart = Exclude<PewsPart, 'effort' | 'refill'>;

/** The least and the most of 0, 1 and 2 points; outside of all it is 4. */
type Bands = readonly [
  normal: readonly [number, number],
  one: readonly [number, number],
  two: readonly [number, number],
];

interface AgeBands {
  /** Full months; younger than the next band's. */
  readonly fromMonths: number;
  readonly pulse: Bands;
  readonly respiration: Bands;
}

/** Bedside PEWS (Parshuram and others, Critical Care 2009, table 1). */
const byAge: readonly AgeBands[] = [
  {
    fromMonths: 0,
    pulse: [
      [111, 149],
      [91, 179],
      [81, 189],
    ],
    respiration: [
      [30, 60],
      [20, 80],
      [16, 90],
    ],
  },
  {
    fromMonths: 3,
    pulse: [
      [101, 149],
      [81, 169],
      [71, 179],
    ],
    respiration: [
      [25, 50],
      [20, 70],
      [16, 80],
    ],
  },
  {
    fromMonths: 12,
    pulse: [
      [91, 119],
      [71, 149],
      [61, 169],
    ],
    respiration: [
      [20, 40],
      [16, 60],
      [13, 70],
    ],
  },
  {
    fromMonths: 4 * 12,
    pulse: [
      [71, 109],
      [61, 129],
      [51, 149],
    ],
    respiration: [
      [20, 30],
      [15, 40],
      [11, 50],
    ],
  },
  {
    fromMonths: 12 * 12,
    pulse: [
      [61, 99],
      [51, 119],
      [41, 139],
    ],
    respiration: [
      [12, 16],
      [11, 22],
      [10, 29],
    ],
  },
];

const points = (bands: Bands, value: number): number => {
  const band = bands.findIndex(([least, most]) => value >= least && value <= most);
  return band === -1 ? 4 : band;
};

/** Under 12 years pressure is not asked, and what is grave of it the rule of shock judges alone. */
const pressureFromMonths = 12 * 12;
const systolicBands: Bands = [
  [101, 129],
  [86, 149],
  [76, 189],
];

/** (m) The score's own table of oxygen saturation. */
const spo2Points = (spo2: number): number => (spo2 >= 95 ? 0 : spo2 >= 91 ? 1 : 2);

const onOxygen = 2;
const muchOxygen = 4;
/** Litres a minute from which oxygen is much. */
const muchFlow = 4;
const oxygenPoints = ({ oxygenFlow = 0 }: Case): number => (oxygenFlow >= muchFlow ? muchOxygen : onOxygen);

const effortPoints: Record<Effort, number> = { normal: 0, mild: 1, moderate: 2, severe: 4 };

/** Seconds from which refill is slow. */
const slowRefill = 3;
const slowRefillPoints = 4;

/** Scores a child by what was measured, pulse and breathing without the fever's share of them. */
export function pews(one: Case): Pews {
  const bands = byAge.findLast(({ fromMonths }) => one.ageMonths >= fromMonths)!;
  const judged = (vital: 'pulse' | 'respiration') => {
    const value = one[vital];
    if (value === undefined) return undefined;
    const [[, normal]] = bands[vital];
    return points(bands[vital], withoutFever(vital, value, one.temperature, normal));
  };
  const hasPressure = one.ageMonths >= pressureFromMonths;
  const spo2 = spo2AtSeaLevel(one);
  const found: Record<PewsPart, number | undefined> = {
    pulse: judged('pulse'),
    respiration: judged('respiration'),
    systolic: !hasPressure ? 0 : one.systolic === undefined ? undefined : points(systolicBands, one.systolic),
    spo2: spo2 === undefined ? undefined : spo2Points(spo2),
    oxygen: one.oxygen === undefined ? undefined : one.oxygen ? oxygenPoints(one) : 0,
    // Neither is asked of everybody: easy breathing is part of the answer that there is none of the red flags.
    effort: one.effort === undefined ? 0 : effortPoints[one.effort],
    refill: one.refill !== undefined && one.refill >= slowRefill ? slowRefillPoints : 0,
  };
  const scored = pewsParts.filter((part) => found[part] !== undefined);
  return {
    scores: Object.fromEntries(scored.map((part) => [part, found[part]])),
    total: scored.reduce((sum, part) => sum + found[part]!, 0),
    missing: pewsParts.filter((part) => found[part] === undefined) as MeasuredPart[],
  };
}
