import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedOn, nothingKnown, observed } from '../../src/supply/domain/demand.js';
import { deviations, protectedDays, reorderAt, type Terms } from '../../src/supply/domain/reorder.js';
import { movingMean, ownRule, replay, type Rule, staticLevels } from '../../src/supply/domain/replay.js';
import { HistoryBroken, readHistory } from '../../src/supply/replay/history-file.js';
import { families, madeUp, testKits } from '../support/demand-series.js';

const terms: Terms = { leadDays: 5, service: 0.98, cycleDays: 7 };
const warmUp = 730;
const seeds = Array.from({ length: 6 }, (_, n) => 101 + n);

const after = (units: readonly (number | undefined)[]) =>
  units.reduce((demand, one, day) => observed(demand, day % 7, one, protectedDays(terms)), nothingKnown);
const constant = (units: number, days: number) => Array.from({ length: days }, () => units);

describe('What is expected of a shelf', () => {
  it('is what it has always been', () => {
    expect(expectedOn(after(constant(10, 200)), 0, 7)).toBeCloseTo(70, 0);
  });

  it('knows weekdays', () => {
    const demand = after(Array.from({ length: 700 }, (_, day) => (day % 7 === 6 ? 0 : 14)));
    expect(expectedOn(demand, 6, 1)).toBeLessThan(2);
    expect(expectedOn(demand, 0, 1)).toBeGreaterThan(12);
  });

  it('follows a wave up, and down again', () => {
    const calm = constant(10, 200);
    const rise = Array.from({ length: 14 }, (_, day) => Math.round(10 * 1.15 ** (day + 1)));
    const up = after([...calm, ...rise]);
    const plain = movingMean(terms);
    for (const units of [...calm, ...rise]) plain.see(0, units);
    expect(expectedOn(up, 4, 1)).toBeGreaterThan(1.5 * plain.expect(4, 1));
    expect(expectedOn(after([...calm, ...rise, ...constant(10, 21)]), 4, 1)).toBeLessThan(20);
  });

  it('is not lowered by days without stock: nobody can say what they would have been', () => {
    const before = after(constant(10, 100));
    const then = after([...constant(10, 100), ...Array.from({ length: 30 }, () => undefined)]);
    expect(expectedOn(then, 0, 7)).toBeCloseTo(expectedOn(before, 0, 7), 0);
    expect(then.known).toBe(before.known);
  });

  it('is a figure, never negative, whatever came', () => {
    const day = fc.oneof(fc.constant(undefined), fc.constant(0), fc.nat(5), fc.nat(5000));
    fc.assert(
      fc.property(fc.array(day, { maxLength: 120 }), (units) => {
        const { expected, safety, point, upTo } = reorderAt(after(units), units.length % 7, terms);
        for (const figure of [expected, safety, point, upTo]) {
          expect(Number.isFinite(figure)).toBe(true);
          expect(figure).toBeGreaterThanOrEqual(0);
        }
        expect(upTo).toBeGreaterThan(point);
      }),
    );
  });
});

describe('A reorder point', () => {
  it('is the demand over the protected days and a safety', () => {
    const { expected, safety, point, protectedDays: days } = reorderAt(after(constant(10, 400)), 0, terms);
    expect(days).toBe(6);
    expect(expected).toBeCloseTo(60, 0);
    expect(point).toBeCloseTo(expected + safety);
  });

  it('rises with the service, with the lead time and with the scatter', () => {
    const demand = after(madeUp(1, { days: 400 }));
    const wild = after(madeUp(1, { days: 400, shape: 1 }));
    const point = (given: Partial<Terms> = {}, of = demand) => reorderAt(of, 0, { ...terms, ...given }).point;
    expect(point({ service: 0.99 })).toBeGreaterThan(point());
    expect(point({ leadDays: 10 })).toBeGreaterThan(point());
    expect(reorderAt(wild, 0, terms).safety).toBeGreaterThan(reorderAt(demand, 0, terms).safety);
  });

  it('has a floor under the lead time: one near zero kills every warning (BHIMA 5407)', () => {
    expect(protectedDays({ ...terms, leadDays: 0 })).toBe(2);
  });

  it.each([
    [0.5, 0],
    [0.9, 1.2816],
    [0.98, 2.0537],
    [0.999, 3.0902],
  ])('holds for a service of %f so many deviations: %f', (service, expected) =>
    expect(deviations(service)).toBeCloseTo(expected, 3),
  );
});

describe('A replay', () => {
  const seen: (number | undefined)[] = [];
  const watching = (point: number, upTo: number): Rule => ({
    see: (_, units) => seen.push(units),
    reorder: () => ({ point, upTo }),
    expect: () => 0,
  });

  it('meets demand while stock lasts, and lets an order come after its lead time', () => {
    seen.length = 0;
    // Warm-up of 4 a day: static levels begin with 4 × 3 + 4 × 7 = 40 units.
    const history = [4, 4, 4, 4, 4, 4, 4, 30, 10, 6, 1];
    const outcome = replay(history, 0, 7, { leadDays: 2, service: 0.5, cycleDays: 7 }, watching(10, 20));
    // Evening of day 7: 10 left, 10 ordered, here on day 10; day 8 takes all, day 9 is short, day 10 is not.
    expect(outcome).toMatchObject({ stockOutDays: 1, days: 4, orders: 2, meanStock: (10 + 0 + 0 + 9) / 4 });
    expect(outcome.filled).toBeCloseTo(41 / 47);
    expect(seen.slice(7)).toEqual([30, 10, undefined, 1]);
  });

  it('counts an alert that a stock-out follows, and one that none does', () => {
    const nervous: Rule = { ...watching(0, 0), expect: () => 15 };
    const outcome = replay(
      [2, 2, 2, 2, 2, 2, 2, 10, 5, 5, 9],
      0,
      7,
      { leadDays: 2, service: 0.5, cycleDays: 7 },
      nervous,
    );
    expect(outcome).toMatchObject({ alerts: 1, falseAlarms: 0, warningDays: 3, stockOutDays: 1 });
  });
});

describe('The reorder rule beside the plain ones', { timeout: 120_000 }, () => {
  const compared = (series: readonly number[], days: number) => {
    const through = (rule: Rule) => replay(series, 0, days, terms, rule);
    return {
      own: through(ownRule(terms)),
      mean28: through(movingMean(terms)),
      static: through(staticLevels(series.slice(0, days), terms)),
    };
  };
  const total = (all: readonly ReturnType<typeof compared>[], rule: 'own' | 'mean28' | 'static') => ({
    out: all.reduce((sum, one) => sum + one[rule].stockOutDays, 0),
    stock: all.reduce((sum, one) => sum + one[rule].meanStock, 0),
    orders: all.reduce((sum, one) => sum + one[rule].orders, 0),
  });

  it.each(Object.entries(families))(
    'runs out on fewer days than the 28-day mean, at no more stock: %s',
    (_, shape) => {
      const all = seeds.map((seed) => compared(madeUp(seed, shape), warmUp));
      const [own, mean28] = [total(all, 'own'), total(all, 'mean28')];
      expect(own.out).toBeLessThan(mean28.out);
      expect(own.stock).toBeLessThanOrEqual(mean28.stock);
      expect(own.orders).toBeLessThanOrEqual(mean28.orders);
    },
  );

  const folder = process.env.REAL_DATA;
  if (!folder) process.stdout.write('REAL_DATA is not set: the test kits are not replayed.\n');
  it.skipIf(!folder)('does no worse on the real test kits, at less stock', () => {
    const all = [...testKits(folder!).values()].map((series) => compared(series, 28));
    expect(all.length).toBeGreaterThan(400);
    const [own, mean28] = [total(all, 'own'), total(all, 'mean28')];
    expect(own.out).toBeLessThanOrEqual(mean28.out);
    expect(own.stock).toBeLessThan(mean28.stock);
  });
});

describe('A history’s file', () => {
  it('is read by item, with days that it does not name as days without demand', () => {
    const text =
      'Date,Item,Quantity\n2022-12-19,para,3\n2022-12-21,para,2\n2022-12-19,para,1\n2022-12-20,ibu,1.5\n';
    expect(readHistory(text)).toEqual([
      { item: 'para', firstDay: '2022-12-19', firstWeekday: 0, units: [4, 0, 2] },
      { item: 'ibu', firstDay: '2022-12-20', firstWeekday: 1, units: [1.5, 0] },
    ]);
  });

  it('says of each line what is wrong', () => {
    const faults = (text: string) => {
      try {
        readHistory(text);
        return [];
      } catch (error) {
        return (error as HistoryBroken).faults;
      }
    };
    expect(faults('date,item,quantity\n2022-02-30,a,1\n2022-12-19,,1\n2022-12-19,a,-1\n')).toEqual([
      'line 2: 2022-02-30 is no day, such as 2022-12-19',
      'line 3: the item is missing',
      'line 4: -1 is no quantity',
    ]);
    expect(faults('date,quantity\n2022-12-19,1\n')).toEqual(['line 1: there is no column item']);
    expect(faults('')).toEqual(['the file has no lines']);
  });
});
