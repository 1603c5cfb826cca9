import { blend, followers, forecast, type Levels, seasonOf, wavesOn, within } from './forecast.js';

/**
 * What a shelf's demand has been, as a state that takes one day after another: the program and a replay of history go
 * through the very same steps. Five forecasts run side by side. Three follow the last days, over a memory of about 67,
 * 20 and 5 days: calm, season and wave; two know the curve of the year as well, once there is a year and a half of it.
 * Whichever has been nearest over the protected days of the last months has the most say (`docs/stock.md`).
 */
export interface Demand extends Levels {
  readonly running: readonly Running[];
  /** Mean square of what single days were off. */
  readonly missSquare: number;
  /** Mean of what was expected of the same days. */
  readonly expectedADay: number;
  /** Units a day, mean of about the last eight months. */
  readonly usual: number;
}

/** A forecast over the protected days that is under way. */
interface Running {
  readonly each: readonly number[];
  readonly expected: number;
  readonly came: number;
  readonly left: number;
}

/** A forecast's misses are remembered for about 125 days. */
const missPace = 0.008;
const weekdayPace = 0.006;
const scatterPace = 0.002;
const usualPace = 0.004;
const curvePace = 1 / 365;
/** One day counts for so many deviations at most: a slip of the pen is not held against the shelf for a year. */
const mostDeviations = 6;

export const nothingKnown: Demand = {
  days: 0,
  known: 0,
  levels: followers.map(() => 0),
  weekday: [1, 1, 1, 1, 1, 1, 1],
  curve: [0, 0, 0, 0],
  misses: followers.map(() => 0),
  ended: 0,
  running: [],
  missSquare: 0,
  expectedADay: 0,
  usual: 0,
};

/**
 * The state after one more day.
 * @param weekday Monday is 0
 * @param units undefined for a day without enough stock: nobody can say what it would have been
 * @param protectedDays that an order must last: the lead time and the day until the next look
 */
export function observed(
  demand: Demand,
  weekday: number,
  units: number | undefined,
  protectedDays: number,
): Demand {
  const today = expectedOn(demand, weekday, 1);
  const judged = { ...demand, ...missesAfter(demand, units ?? today) };
  const learned =
    units === undefined ? judged : { ...judged, ...learnt(demand, judged, weekday, units, today) };
  const next = { ...learned, days: demand.days + 1 };
  if (next.known < 7) return next;
  const first = (weekday + 1) % 7;
  const each = followers.map((_, which) => forecast(next, which, first, protectedDays));
  const begun = { each, expected: blend(next, each), came: 0, left: protectedDays };
  return { ...next, running: [...next.running, begun] };
}

/** Units that are likely to be asked for in some days, the first of which is a weekday (Monday is 0). */
export function expectedOn(demand: Demand, firstWeekday: number, days: number): number {
  return blend(
    demand,
    followers.map((_, which) => forecast(demand, which, firstWeekday, days)),
  );
}

/** How far demand may be off what is expected, as a standard deviation: it grows with the root of what is expected. */
export function deviationOf({ known, missSquare, expectedADay }: Demand, expected: number): number {
  const scatter = known < 2 ? 1 : Math.max(1, missSquare / Math.max(expectedADay, 0.05));
  return Math.sqrt(scatter * Math.max(expected, 0.5));
}

/** What a day whose demand was known teaches. */
function learnt(
  demand: Demand,
  { misses, ended }: Pick<Demand, 'misses' | 'ended'>,
  weekday: number,
  units: number,
  today: number,
): Partial<Demand> {
  const known = demand.known + 1;
  const [day, share] = [demand.days, demand.weekday[weekday]!];
  const scatter = Math.max(1 / known, scatterPace);
  const most = known > 14 ? mostDeviations * deviationOf(demand, today) : Infinity;
  const off = (which: number) => units - demand.levels[which]! * share * seasonOf(demand, which, day);
  // A new shelf learns as a plain mean does.
  const levels = demand.levels.map((level, which) =>
    known === 1 ? units : level + Math.max(1 / known, followers[which]!.pace) * off(which),
  );
  const long = followers.findIndex(({ yearly }) => yearly);
  const level = demand.levels[long]!;
  const push = level > 0 ? 2 * curvePace * within(-2, 2, off(long) / level) : 0;
  const curve = wavesOn(day).map((wave, i) => demand.curve[i]! + push * wave);
  const now = blend(
    { misses, ended, known },
    levels.map((one, which) => one * seasonOf({ curve }, which, day)),
  );
  return {
    known,
    levels,
    curve,
    usual: toward(demand.usual, now, Math.max(1 / known, usualPace)),
    weekday: patternAfter(demand, weekday, known, now > 0 ? units / now : undefined),
    missSquare: known === 1 ? 0 : toward(demand.missSquare, within(-most, most, units - today) ** 2, scatter),
    expectedADay: known === 1 ? units : toward(demand.expectedADay, today, scatter),
  };
}

/** The weekdays' shares after one more day, as if each had been seen five times before as an average day. */
function patternAfter(
  { weekday: pattern }: Demand,
  weekday: number,
  known: number,
  share?: number,
): readonly number[] {
  if (share === undefined) return pattern;
  const pace = Math.max(weekdayPace, Math.min(0.1, 7 / (known + 35)));
  const next = pattern.map((one, i) => (i === weekday ? toward(one, Math.min(4, share), pace) : one));
  const mean = next.reduce((sum, one) => sum + one, 0) / 7;
  return next.map((one) => one / mean);
}

/** Runs the forecasts on by a day, and counts the misses of those that are over. */
function missesAfter(demand: Demand, came: number): Pick<Demand, 'misses' | 'ended' | 'running'> {
  let { misses, ended } = demand;
  const running: Running[] = [];
  for (const one of demand.running) {
    const next = { ...one, came: one.came + came, left: one.left - 1 };
    if (next.left > 0) {
      running.push(next);
      continue;
    }
    ended += 1;
    const pace = Math.max(1 / ended, missPace);
    const miss = (which: number) => (next.each[which]! - next.came) ** 2 / Math.max(next.expected, 0.5);
    misses = misses.map((before, which) => toward(before, miss(which), pace));
  }
  return { misses, ended, running };
}

const toward = (before: number, now: number, pace: number): number => before + pace * (now - before);
