import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Holding, rebalance } from '../../src/supply/domain/rebalance.js';
import { levelOf } from '../../src/supply/domain/reorder-level.js';

const today = '2022-12-19';
const late = '2024-01-01';
const holding = (outletId: string, usable: number, given: Partial<Holding> = {}): Holding => ({
  outletId,
  usable,
  coming: 0,
  level: levelOf(20, null),
  aDay: 5,
  lots: [{ number: 'B1', expiresOn: late, onHand: usable }],
  ...given,
});
/** Kilometres by the outlets' names: `a0` and `b7` are 7 km apart. */
const distance = (from: string, to: string) => Math.abs(Number(from.slice(1)) - Number(to.slice(1)));
const moves = (...holdings: Holding[]) =>
  rebalance(holdings, distance, today).map(({ fromOutletId, toOutletId, units }) => [
    fromOutletId,
    toOutletId,
    units,
  ]);

describe('A rebalancing', () => {
  it('fills who is out from who has more than two weeks of need', () => {
    expect(moves(holding('a0', 0), holding('b3', 200))).toEqual([['b3', 'a0', 35]]);
    expect(moves(holding('a0', 0), holding('b3', 75))).toEqual([]);
    expect(moves(holding('a0', 0), holding('b3', 70 + 10))).toEqual([['b3', 'a0', 10]]);
  });

  it('takes from the near rather than the far, and makes few trips', () => {
    expect(moves(holding('a0', 0), holding('b2', 200), holding('c9', 200))).toEqual([['b2', 'a0', 35]]);
    expect(moves(holding('a0', 0), holding('b2', 80), holding('c3', 200))).toEqual([['c3', 'a0', 35]]);
  });

  it('gives first what would expire', () => {
    const old = holding('c4', 200, { lots: [{ number: 'B1', expiresOn: '2022-12-31', onHand: 200 }] });
    const [move] = rebalance([holding('a0', 0), holding('b1', 200), old], distance, today);
    expect(move).toMatchObject({ fromOutletId: 'c4', expiring: { units: 135, expiresOn: '2022-12-31' } });
  });

  it('serves who is out before who is low, and who lasts shortest before others', () => {
    expect(moves(holding('a0', 12), holding('b1', 0), holding('c2', 6), holding('d3', 140))).toEqual([
      ['d3', 'b1', 35],
      ['d3', 'c2', 29],
      ['d3', 'a0', 6],
    ]);
  });

  it('leaves out what is on its way, who keeps none, and givers of whom nobody knows what they need', () => {
    expect(moves(holding('a0', 0, { coming: 35 }), holding('b1', 200))).toEqual([]);
    expect(moves(holding('a0', 0, { level: levelOf(0, null), aDay: undefined }), holding('b1', 200))).toEqual(
      [],
    );
    expect(moves(holding('a0', 0), holding('b1', 200, { level: null, aDay: undefined }))).toEqual([]);
  });

  it('moves whole packs of what is not split', () => {
    const some = [holding('a0', 0), holding('b3', 200)];
    expect(rebalance(some, distance, today, 24)).toMatchObject([{ units: 24 }]);
    expect(rebalance(some, distance, today, 48)).toEqual([]);
  });

  it('says how long each end lasts before and after', () => {
    const [move] = rebalance([holding('a0', 0), holding('b3', 200)], distance, today);
    expect(move).toMatchObject({
      kilometres: 3,
      giver: { before: 40, after: 33 },
      taker: { out: true, before: 0, after: 7 },
    });
  });

  it('never takes what a giver needs, nor brings more than a taker does, and sends nobody twice', () => {
    const shelves = fc.array(
      fc.record({
        usable: fc.nat(300),
        coming: fc.nat(20),
        fixed: fc.option(fc.nat(60)),
        aDay: fc.option(fc.nat(20)),
        expiresOn: fc.constantFrom('2022-12-25', '2023-02-01', late),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(shelves, (all) => {
        const holdings = all.map(({ usable, coming, fixed, aDay, expiresOn }, n) =>
          holding(`o${n}`, usable, {
            coming,
            level: levelOf(fixed, null),
            aDay: aDay ?? undefined,
            lots: [{ number: 'B1', expiresOn, onHand: usable }],
          }),
        );
        const found = rebalance(holdings, distance, today);
        expect(new Set(found.map((move) => `${move.fromOutletId} ${move.toOutletId}`)).size).toBe(
          found.length,
        );
        for (const { outletId, usable, coming, level, aDay } of holdings) {
          const sum = (end: 'fromOutletId' | 'toOutletId') =>
            found.filter((move) => move[end] === outletId).reduce((total, { units }) => total + units, 0);
          const [given, taken] = [sum('fromOutletId'), sum('toOutletId')];
          if (given > 0)
            expect(usable - given).toBeGreaterThanOrEqual(Math.max(level?.upTo ?? 0, (aDay ?? 0) * 14));
          if (taken > 0)
            expect(usable + coming + taken).toBeLessThanOrEqual(Math.max(level?.units ?? 0, (aDay ?? 0) * 7));
          expect(given > 0 && taken > 0).toBe(false);
        }
      }),
    );
  });
});
