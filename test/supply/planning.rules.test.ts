import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageADay, coverDays } from '../../src/supply/domain/consumption.js';
import { coverOf, type CoverShelf } from '../../src/supply/domain/cover.js';
import { nothingKnown, observed } from '../../src/supply/domain/demand.js';
import { leadTime } from '../../src/supply/domain/lead-time.js';
import { lent } from '../../src/supply/domain/lent.js';
import { reorderAt } from '../../src/supply/domain/reorder.js';
import { isLow, isOut, type ShelfLevel, levelOf, toOrder } from '../../src/supply/domain/reorder-level.js';

describe('What a day takes (FIELD, section 5)', () => {
  it.each([
    ['over all days, where there was always stock', { units: 280, days: 28, daysEmpty: 0 }, 10],
    ['over the days with stock alone', { units: 140, days: 28, daysEmpty: 14 }, 10],
    ['with what it sold on days that sold out', { units: 20, days: 4, daysEmpty: 2 }, 10],
    ['0 where nobody asked', { units: 0, days: 28, daysEmpty: 3 }, 0],
    ['unknown, and never 0, where there never was stock', { units: 0, days: 28, daysEmpty: 28 }, undefined],
    ['unknown before the first day is over', { units: 0, days: 0, daysEmpty: 0 }, undefined],
  ])('is %s', (_, consumption, expected) => {
    expect(averageADay(consumption)).toBe(expected);
  });

  it('says how long stock lasts: nobody knows, for ever, or days', () => {
    expect(coverDays(5, undefined)).toBeUndefined();
    expect(coverDays(5, 0)).toBe(Infinity);
    expect(coverDays(5, 2)).toBe(2.5);
  });
});

describe('The lead time', () => {
  it.each([
    ['the usual one while too few were seen', [9, 9], [9], 3, { days: 3, seen: 0 }],
    ['that of other medicines there', [9], [2, 2, 4, 4], 3, { days: 4, seen: 4 }],
    ['that by which three of four came', [1, 2, 3, 9], [], 3, { days: 3, seen: 4 }],
    [
      'never under a day, for a lead time near zero kills every warning',
      [0, 0, 0],
      [],
      3,
      { days: 1, seen: 3 },
    ],
    ['of the last ten', [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 30, 30, 30, 30], [], 3, { days: 2, seen: 10 }],
  ])('is %s', (_, seen, alike, usual, expected) => {
    expect(leadTime(seen, alike, usual)).toEqual(expected);
  });
});

describe('A level', () => {
  const reckoned = { point: 20, upTo: 50 };

  it('is the bureau’s where it has fixed one, with an order as large as the demand says', () => {
    expect(levelOf(8, reckoned)).toEqual({ units: 8, upTo: 38, by: 'bureau' });
    expect(levelOf(8, null)).toEqual({ units: 8, upTo: 16, by: 'bureau' });
  });

  it('is reckoned from the demand otherwise, and unknown where nobody knows any', () => {
    expect(levelOf(undefined, reckoned)).toEqual({ units: 20, upTo: 50, by: 'demand' });
    expect(levelOf(null, { point: null, upTo: null })).toBeNull();
  });

  it('of 0 says that it is not kept: never low, never out, never ordered', () => {
    const none = levelOf(0, reckoned);
    expect([isLow(0, none?.units), isOut(0, none), toOrder(0, 0, none)]).toEqual([false, false, 0]);
    expect(isOut(0, null)).toBe(true);
  });

  it('orders whole packs', () => {
    expect(toOrder(10, 0, levelOf(undefined, reckoned), 24)).toBe(48);
    expect(toOrder(30, 0, levelOf(undefined, reckoned), 24)).toBe(0);
  });

  it.each([
    [21, 0, 0],
    [20, 0, 30],
    [10, 5, 35],
    [10, 11, 0],
    [0, 60, 0],
  ])('with %i there and %i on the way, orders %i', (usable, coming, expected) => {
    expect(toOrder(usable, coming, levelOf(undefined, reckoned))).toBe(expected);
  });
});

describe('A new shelf', () => {
  const steady = (units: number, days: number) => {
    let demand = nothingKnown;
    for (let day = 0; day < days; day++) demand = observed(demand, day % 7, units, 4);
    return demand;
  };
  const terms = { leadDays: 3, service: 0.98, cycleDays: 7 };

  it('is reordered like the mean of its neighbours', () => {
    const point = (units: number) => reorderAt(steady(units, 60), 0, terms).point;
    const borrowed = reorderAt(lent([steady(10, 60), steady(20, 90)])!, 0, terms).point;
    expect(borrowed).toBeGreaterThan(point(10));
    expect(borrowed).toBeLessThan(point(20));
    expect(reorderAt(lent([steady(15, 60)])!, 0, terms).point).toBeCloseTo(point(15), 6);
  });

  it('without neighbours knows nothing', () => expect(lent([])).toBeUndefined());
});

describe('Cover of many shelves', () => {
  const level: ShelfLevel = { units: 10, upTo: 20, by: 'demand' };
  const shelf = (given: Partial<CoverShelf>): CoverShelf => ({
    usable: 0,
    planned: true,
    level,
    days: 28,
    daysOut: 0,
    daysEmpty: 0,
    units: 28,
    unmet: 0,
    ...given,
  });

  it('is what lasts over what it takes; a shelf that knows no demand adds stock and no days', () => {
    const cover = coverOf([
      shelf({ usable: 30 }),
      shelf({ usable: 0, daysOut: 14, daysEmpty: 14, unmet: 7 }),
      shelf({ usable: 500, planned: false, days: 0, units: 0 }),
    ]);
    expect(cover).toMatchObject({ onHand: 530, aDay: 3, days: 10, shelves: 3, out: 1, low: 0, unmet: 7 });
    expect(cover.outShare).toBeCloseTo(14 / 56);
    expect(cover.filled).toBeCloseTo(56 / 63);
  });

  it('counts a shelf once: out, low or neither', () => {
    const shelves = fc.array(fc.record({ usable: fc.nat(30), fixed: fc.option(fc.nat(20)) }));
    fc.assert(
      fc.property(shelves, (all) => {
        const cover = coverOf(all.map(({ usable, fixed }) => shelf({ usable, level: levelOf(fixed, null) })));
        expect(cover.low + cover.out).toBeLessThanOrEqual(cover.shelves);
        expect(cover.onHand).toBe(all.reduce((sum, { usable }) => sum + usable, 0));
      }),
    );
  });
});
