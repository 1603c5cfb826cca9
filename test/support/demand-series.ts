import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Demand of one item, a figure a day, the first day a Monday. */
export type Series = readonly number[];

/** Numbers from 0 to 1 that are the same for a seed each time (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const bell = (next: () => number) =>
  Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next());

function poisson(next: () => number, mean: number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * bell(next)));
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; count++) product *= next();
  return count;
}

/** Mean 1, variance 1/shape (Marsaglia and Tsang). */
function gamma(next: () => number, shape: number): number {
  const d = shape - 1 / 3;
  for (;;) {
    const x = bell(next);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / shape;
  }
}

const weekdays = [1.1, 1, 1, 1, 1.05, 1.25, 0.6];

interface Shape {
  /** Units on an average day. */
  readonly base?: number;
  /** By which share winter is above the mean, and summer below it. */
  readonly season?: number;
  /** How scattered days are: a gamma's shape, the smaller the wilder. */
  readonly shape?: number;
  /** How much of yesterday's surprise stays today. */
  readonly memory?: number;
  /** How many times the base a wave adds at its peak, every 400 days. */
  readonly wave?: number;
  readonly days?: number;
}

/** A pharmacy's daily sales, made up: weekdays, a winter, waves, and the scatter of people who come or don't. */
export function madeUp(seed: number, given: Shape = {}): Series {
  const { base = 30, season = 0.4, shape = 8, memory = 0.6, wave = 0, days = 2106 } = given;
  const next = chance(seed);
  let surprise = 0;
  return Array.from({ length: days }, (_, day) => {
    surprise = memory * surprise + Math.sqrt(1 - memory ** 2) * bell(next) * 0.2;
    const year = 1 + season * Math.cos((2 * Math.PI * (day - 20)) / 365);
    const sinceWave = (day % 400) - 300;
    const rise = 1 + wave * Math.exp(-(sinceWave ** 2) / (2 * 12 ** 2));
    const mean = base * year * weekdays[day % 7]! * rise * Math.exp(surprise);
    return poisson(next, mean * gamma(next, shape));
  });
}

/** Families of made-up series, each with its warm-up in days. */
export const families: Readonly<Record<string, Shape>> = {
  'seasonal, 30 a day': {},
  'calm, 30 a day': { season: 0, memory: 0 },
  'scattered, 30 a day': { season: 0, shape: 2 },
  'slow, 3 a day': { base: 3, shape: 3 },
  'waves of 6 times': { base: 20, season: 0.3, wave: 6 },
  'waves of 15 times': { base: 10, season: 0.2, wave: 15 },
};

/**
 * Falls of the rationed test kits' stock on the days on which an outlet had some, by outlet, for outlets with at least
 * 50 such days. @param folder where the real data lies
 */
export function testKits(folder: string): Map<string, Series> {
  const text = gunzipSync(readFileSync(join(folder, 'test-kit-stock.csv.gz'))).toString('utf8');
  const sold = new Map<string, Map<string, number>>();
  for (const line of text.trim().split('\n').slice(1)) {
    const [time, outlet, before, after] = line.split(',') as [string, string, string, string];
    const had = before === '' ? Number(after) : Math.max(Number(before), Number(after));
    const fall = before === '' ? 0 : Math.max(0, Number(before) - Number(after));
    const days = sold.get(outlet) ?? new Map<string, number>();
    sold.set(outlet, days);
    const day = time.slice(0, 10);
    if (had > 0) days.set(day, (days.get(day) ?? 0) + fall);
  }
  return new Map(
    [...sold]
      .filter(([, days]) => days.size >= 50)
      .map(([outlet, days]) => [
        outlet,
        [...days].sort(([a], [b]) => a.localeCompare(b)).map(([, units]) => units),
      ]),
  );
}
