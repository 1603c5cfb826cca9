import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstExpiredFirstOut, type LotOnHand, usable } from '../../src/stock/domain/first-expired.js';
import { NotEnoughStock } from '../../src/stock/domain/refusals.js';

const today = '2022-12-19';
const lot = (id: string, expiresOn: string, onHand: number, recallId: string | null = null): LotOnHand => ({
  id,
  expiresOn,
  onHand,
  recallId,
});

describe('First expired, first out', () => {
  it('empties the lot that expires first, then goes on', () => {
    const lots = [lot('late', '2024-01-01', 10), lot('soon', '2023-01-01', 3)];
    expect(firstExpiredFirstOut(lots, 5, today)).toEqual([
      { lotId: 'soon', quantity: 3 },
      { lotId: 'late', quantity: 2 },
    ]);
  });

  it('hands out on the last day, and never after it', () => {
    expect(firstExpiredFirstOut([lot('a', today, 1)], 1, today)).toEqual([{ lotId: 'a', quantity: 1 }]);
    expect(() => firstExpiredFirstOut([lot('a', '2022-12-18', 1)], 1, today)).toThrow(NotEnoughStock);
  });

  it('never takes from a recalled lot', () => {
    const lots = [lot('recalled', '2023-01-01', 10, 'r'), lot('good', '2024-01-01', 4)];
    expect(usable(lots, today)).toBe(4);
    expect(firstExpiredFirstOut(lots, 4, today)).toEqual([{ lotId: 'good', quantity: 4 }]);
    expect(() => firstExpiredFirstOut(lots, 5, today)).toThrow(NotEnoughStock);
  });

  const days = fc.constantFrom('2022-12-01', '2022-12-18', '2022-12-19', '2023-02-01', '2024-06-30');
  const lots = fc
    .array(fc.tuple(days, fc.integer({ min: 0, max: 20 })), { maxLength: 8 })
    .map((all) => all.map(([expiresOn, onHand], i) => lot(`lot${i}`, expiresOn, onHand)));

  it('takes exactly what was asked, from no expired lot, never more than there is, in order of expiry', () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: 1, max: 60 }), (shelf, quantity) => {
        if (usable(shelf, today) < quantity) {
          expect(() => firstExpiredFirstOut(shelf, quantity, today)).toThrow(NotEnoughStock);
          return;
        }
        const takes = firstExpiredFirstOut(shelf, quantity, today);
        expect(takes.reduce((sum, take) => sum + take.quantity, 0)).toBe(quantity);
        const from = takes.map((take) => ({ take, lot: shelf.find(({ id }) => id === take.lotId)! }));
        for (const { take, lot: one } of from) {
          expect(one.expiresOn >= today).toBe(true);
          expect(take.quantity).toBeLessThanOrEqual(one.onHand);
        }
        const taken = new Map(takes.map((take) => [take.lotId, take.quantity]));
        const lastExpiry = from.at(-1)!.lot.expiresOn;
        const leftEarlier = shelf.filter(
          (one) =>
            one.expiresOn >= today && one.expiresOn < lastExpiry && one.onHand > (taken.get(one.id) ?? 0),
        );
        expect(leftEarlier).toEqual([]);
      }),
    );
  });
});
