import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/config/domain/calendar.js';
import { allowance, type Limit, type Sale } from '../../src/selling/domain/allowance.js';

const today = '2022-12-19';
/** Zhuhai, December 2022: up to 6 capsules or 1 bottle within 7 days, one medicine of the group only. */
const zhuhai: Limit = {
  days: 7,
  onlyOne: true,
  most: new Map([
    ['capsule', 6],
    ['bottle', 1],
  ]),
};
const sold = (medicineId: string, units: number, daysAgo: number): Sale => ({
  medicineId,
  units,
  on: addDays(today, -daysAgo),
});

describe('A selling limit (Zhuhai, December 2022)', () => {
  it.each([
    ['nothing yet', [], 'capsule', { now: 6 }],
    [
      'two capsules today',
      [sold('capsule', 2, 0)],
      'capsule',
      { now: 4, next: { on: '2022-12-26', units: 6 } },
    ],
    [
      'six capsules six days ago',
      [sold('capsule', 6, 6)],
      'capsule',
      { now: 0, next: { on: '2022-12-20', units: 6 } },
    ],
    ['six capsules seven days ago', [sold('capsule', 6, 7)], 'capsule', { now: 6 }],
    ['a bottle today', [sold('bottle', 1, 0)], 'capsule', { now: 0, next: { on: '2022-12-26', units: 6 } }],
    [
      'capsules on two days',
      [sold('capsule', 2, 5), sold('capsule', 4, 1)],
      'capsule',
      { now: 0, next: { on: '2022-12-21', units: 2 } },
    ],
    ['another medicine', [sold('syrup', 9, 0)], 'capsule', { now: 6 }],
  ])('after %s', (_, sales, medicineId, expected) =>
    expect(allowance(zhuhai, sales, medicineId, today)).toEqual(expected),
  );

  it('counts parts of each where a mixture may be had', () => {
    const mixed = {
      ...zhuhai,
      onlyOne: false,
      most: new Map([
        ['capsule', 6],
        ['tablet', 12],
      ]),
    };
    expect(allowance(mixed, [sold('capsule', 3, 0)], 'tablet', today).now).toBe(6);
  });

  const days = fc.integer({ min: 1, max: 10 });
  const wishes = fc.array(
    fc.record({
      medicineId: fc.constantFrom('a', 'b', 'c'),
      units: fc.integer({ min: 1, max: 9 }),
      on: fc.nat(30),
    }),
    { maxLength: 40 },
  );
  const limits = fc.record({
    days,
    onlyOne: fc.boolean(),
    most: fc.constant(
      new Map([
        ['a', 6],
        ['b', 7],
        ['c', 3],
      ]),
    ),
  });

  it('is exceeded in no window of its days, in whatever order visits are noted', () => {
    fc.assert(
      fc.property(limits, wishes, (limit, all) => {
        const sales: Sale[] = [];
        for (const { on: day, ...wish } of all) {
          const on = addDays(today, day);
          const { now, next } = allowance(limit, sales, wish.medicineId, on);
          // More is possible on the day that was said, and not before.
          if (next) {
            expect(next.units).toBeGreaterThan(now);
            expect(allowance(limit, sales, wish.medicineId, next.on).now).toBe(next.units);
            expect(allowance(limit, sales, wish.medicineId, addDays(next.on, -1)).now).toBeLessThanOrEqual(
              now,
            );
          }
          if (wish.units <= now) sales.push({ ...wish, on });
        }
        for (let day = 0; day <= 40; day++) {
          const [first, last] = [addDays(today, day - limit.days + 1), addDays(today, day)];
          const window = sales.filter(({ on }) => on >= first && on <= last);
          const share = window.reduce(
            (sum, { medicineId, units }) => sum + units / limit.most.get(medicineId)!,
            0,
          );
          expect(share).toBeLessThanOrEqual(1 + 1e-9);
          if (limit.onlyOne)
            expect(new Set(window.map(({ medicineId }) => medicineId)).size).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
