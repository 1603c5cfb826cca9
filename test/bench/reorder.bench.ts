import { afterAll, expect, it } from 'vitest';
import type { Terms } from '../../src/supply/domain/reorder.js';
import {
  movingMean,
  type Outcome,
  ownRule,
  replay,
  type Rule,
  staticLevels,
} from '../../src/supply/domain/replay.js';
import { families, madeUp, type Series, testKits } from '../support/demand-series.js';
import { keep, type Line } from './table.js';

const terms: Terms = { leadDays: 5, service: 0.98, cycleDays: 7 };
const warmUp = 730;
/** None of them was looked at when the rule was made. */
const seeds = Array.from({ length: 20 }, (_, n) => 201 + n);
const lines: Line[] = [];

interface Compared {
  readonly own: Outcome;
  readonly mean28: Outcome;
  readonly static: Outcome;
}

function compare(series: Series, days: number): Compared {
  const through = (rule: Rule) => replay(series, 0, days, terms, rule);
  return {
    own: through(ownRule(terms)),
    mean28: through(movingMean(terms)),
    static: through(staticLevels(series.slice(0, days), terms)),
  };
}

const sum = (
  all: readonly Compared[],
  rule: keyof Compared,
  figure: 'stockOutDays' | 'meanStock' | 'orders',
) => all.reduce((total, one) => total + one[rule][figure], 0);

function note(what: string, all: readonly Compared[]): void {
  const said = (rule: keyof Compared) => {
    const filled = all.reduce((total, one) => total + one[rule].filled, 0) / all.length;
    const [out, stock] = [sum(all, rule, 'stockOutDays'), sum(all, rule, 'meanStock') / all.length];
    return `${out} days, ${(filled * 100).toFixed(2)} %, ${stock.toFixed(1)} units, ${(sum(all, rule, 'orders') / all.length).toFixed(0)} orders`;
  };
  const days = sum(all, 'own', 'stockOutDays') / sum(all, 'mean28', 'stockOutDays');
  const stock = sum(all, 'own', 'meanStock') / sum(all, 'mean28', 'meanStock');
  const both = all.filter(
    ({ own, mean28 }) => own.stockOutDays <= mean28.stockOutDays && own.meanStock <= mean28.meanStock,
  ).length;
  lines.push({
    what: `${what}: ${all.length} series`,
    measured: `own ${said('own')}; 28-day mean ${said('mean28')}; static ${said('static')}; better or equal on both in ${both}`,
    ratio: `days ${days.toFixed(2)}, stock ${stock.toFixed(3)}`,
    wanted: 'days < 1, stock ≤ 1',
    holds: days < 1 && stock <= 1,
  });
}

it.each(Object.entries(families))('replays made-up series: %s', (name, shape) => {
  const all = seeds.map((seed) => compare(madeUp(seed, shape), warmUp));
  note(name, all);
  expect(all).toHaveLength(seeds.length);
});

const folder = process.env.REAL_DATA;
it.skipIf(!folder)('replays the real test kits, by outlet', () => {
  const all = [...testKits(folder!).values()].map((series) => compare(series, 28));
  note('test kits at the stocked days, warm-up 28 days', all);
  expect(all.length).toBeGreaterThan(400);
});

afterAll(() => keep('The reorder rules', lines));
