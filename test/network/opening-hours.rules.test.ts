import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isOpen,
  isWeek,
  type Slot,
  slotAt,
  slots,
  weekOf,
  weekSays,
} from '../../src/network/domain/opening-hours.js';

const slotOf = fc.constantFrom<Slot>(...slots);
const weekday = fc.integer({ min: 0, max: 6 });

describe('Opening hours', () => {
  // Mornings Monday to Sunday, then afternoons, then evenings: as the open register writes them.
  const week = 'OOOOOXX' + 'OOOOOOX' + 'XXXXOXX';

  it.each([
    ['2022-12-19', 'morning', true],
    ['2022-12-24', 'morning', false],
    ['2022-12-24', 'afternoon', true],
    ['2022-12-25', 'afternoon', false],
    ['2022-12-23', 'evening', true],
    ['2022-12-22', 'evening', false],
  ] as const)('of %s in the %s', (day, slot, open) => {
    expect(isOpen(week, day, slot, [])).toBe(open);
  });

  it('give way to a dated exception, of that slot only', () => {
    const exceptions = [{ on: '2022-12-19', slot: 'morning' as const, open: false }];
    expect(isOpen(week, '2022-12-19', 'morning', exceptions)).toBe(false);
    expect(isOpen(week, '2022-12-19', 'afternoon', exceptions)).toBe(true);
    expect(isOpen(week, '2022-12-20', 'morning', exceptions)).toBe(true);
  });

  it('are unknown where they are not stated', () => {
    expect(isOpen(null, '2022-12-19', 'morning', [])).toBeUndefined();
  });

  it('are written and read back alike', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(slotOf, weekday)), slotOf, weekday, (open, slot, day) => {
        const written = weekOf(open.map(([s, d]) => `${s}-${d}`));
        expect(isWeek(written)).toBe(true);
        expect(weekSays(written, day, slot)).toBe(open.some(([s, d]) => s === slot && d === day));
      }),
    );
  });

  it.each([
    ['08:29', undefined],
    ['08:30', 'morning'],
    ['11:59', 'morning'],
    ['12:00', undefined],
    ['13:30', 'afternoon'],
    ['18:00', 'evening'],
    ['21:00', undefined],
  ])('at %s the slot is %s', (time, slot) => {
    const [hour, minute] = time.split(':').map(Number);
    expect(slotAt(hour! * 60 + minute!)).toBe(slot);
  });
});
