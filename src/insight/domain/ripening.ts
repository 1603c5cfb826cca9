import { addDays, ageInDays, type Day } from '../../config/domain/calendar.js';
import { z95 } from './interval.js';

/** Days after which an illness is settled: a week has passed in silence, or it was decided before. */
export const settledAfterDays = 8;

/** A settled illness: whether it was kept away from the hospitals, and after how many days that was known. */
export interface Ripened {
  readonly startedOn: Day;
  readonly kept: boolean;
  readonly knownAfter: number;
}

/** Illnesses that began in the last days, as they stand. */
export interface Ripening {
  readonly kept: number;
  /** Not kept away, or on the way to a hospital: they never will be. */
  readonly others: number;
  /** Still open, by the days since they began: of the youngest first. */
  readonly open: readonly number[];
}

/** What the share of those kept away will be, once all are settled. From 0 to 1. */
export interface Expectation {
  /** Were none of the open ones kept away, and were all. */
  readonly least: number;
  readonly most: number;
  /** By how former illnesses ripened, with the interval that holds 95 times of 100; absent where too few have. */
  readonly expected?: { readonly rate: number; readonly low: number; readonly high: number };
}

/** Fewer former illnesses than this say nothing. */
const leastFormer = 30;

/**
 * What illnesses that are not settled will come to. Each open one is kept away as often as former ones that were open at
 * the same age; the interval has the chance of each, the doubt about how often, and how much former weeks differed.
 * @returns undefined where none began
 */
export function expectationOf(
  now: Ripening,
  former: readonly Ripened[],
  today: Day,
): Expectation | undefined {
  const open = now.open.reduce((sum, count) => sum + count, 0);
  const all = now.kept + now.others + open;
  if (all === 0) return undefined;
  const bounds = { least: now.kept / all, most: (now.kept + open) / all };
  if (former.length < leastFormer) return bounds;
  const chances = chancesByAge(former);
  const mean = now.kept + sumOf(now.open, (count, age) => count * chances[age]!.rate);
  const chance = sumOf(now.open, (count, age) => count * varianceOf(chances[age]!.rate));
  const doubt = Math.sqrt(
    sumOf(now.open, (count, age) => (count ** 2 * varianceOf(chances[age]!.rate)) / chances[age]!.of),
  );
  // What is not known of one age is not known of the next, for the same illnesses taught both: their doubts add up.
  const doubtAll = sumOf(
    now.open,
    (count, age) => count * Math.sqrt(varianceOf(chances[age]!.rate) / chances[age]!.of),
  );
  const half =
    z95 * Math.sqrt(chance * spreadOf(former, chances, today) + Math.max(doubt, doubtAll) ** 2) + 0.5;
  const within = (value: number) => Math.min(bounds.most, Math.max(bounds.least, value / all));
  const expected = { rate: within(mean), low: within(mean - half), high: within(mean + half) };
  return {
    ...bounds,
    expected: open === 0 ? { rate: bounds.least, low: bounds.least, high: bounds.most } : expected,
  };
}

interface Chance {
  /** How often one that is open at an age is kept away in the end. */
  readonly rate: number;
  /** Of how many former ones that is known. */
  readonly of: number;
}

/** How often former illnesses that were open at each age were kept away in the end. */
function chancesByAge(former: readonly Ripened[]): Chance[] {
  return Array.from({ length: settledAfterDays }, (_, age) => {
    const open = former.filter(({ knownAfter }) => knownAfter > age);
    const kept = open.filter((one) => one.kept).length;
    // Nobody of an age yet: as much is known as of one who was and one who was not.
    return { rate: (kept + 1) / (open.length + 2), of: open.length + 2 };
  });
}

/** By how much former weeks missed their expectation, in variances: 1 where chance alone explains it. */
function spreadOf(former: readonly Ripened[], chances: readonly Chance[], today: Day): number {
  const missed: number[] = [];
  const first = former.reduce((least, { startedOn }) => (startedOn < least ? startedOn : least), today);
  // As if it had been then: the illnesses of that week, those of them that were open, and what they came to.
  for (
    let then = addDays(today, -2 * settledAfterDays + 1);
    then >= first;
    then = addDays(then, -settledAfterDays)
  ) {
    const open = former.filter(
      ({ startedOn, knownAfter }) =>
        startedOn <= then &&
        startedOn > addDays(then, -settledAfterDays) &&
        knownAfter > ageInDays(startedOn, then),
    );
    const chance = (one: Ripened) => chances[ageInDays(one.startedOn, then)]!.rate;
    const variance = open.reduce((sum, one) => sum + varianceOf(chance(one)), 0);
    const error = open.reduce((sum, one) => sum + Number(one.kept) - chance(one), 0);
    if (variance > 0.5) missed.push(error ** 2 / variance);
  }
  const mean = missed.reduce((sum, one) => sum + one, 0) / Math.max(1, missed.length);
  return Math.max(1, mean);
}

const varianceOf = (rate: number): number => rate * (1 - rate);

const sumOf = (counts: readonly number[], of: (count: number, age: number) => number): number =>
  counts.reduce((sum, count, age) => sum + of(count, age), 0);
