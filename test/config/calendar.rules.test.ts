import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  ageInMonths,
  ageInYears,
  dayOf,
  instantAt,
  isDay,
  minuteOfDay,
  mondayOf,
  weekdayOf,
} from '../../src/config/domain/calendar.js';

describe('The calendar', () => {
  it('puts an instant on the day of the network, not of Greenwich', () => {
    const lateEvening = new Date('2022-12-19T16:30:00Z');
    expect(dayOf(lateEvening, 'Asia/Shanghai')).toBe('2022-12-20');
    expect(dayOf(lateEvening, 'UTC')).toBe('2022-12-19');
    expect(minuteOfDay(lateEvening, 'Asia/Shanghai')).toBe(30);
  });

  it('knows which days exist', () => {
    expect(['2024-02-29', '2022-12-31'].map(isDay)).toEqual([true, true]);
    expect(['0000-01-01', '1799-12-31', '3000-01-01'].some(isDay)).toBe(false);
    expect(['2023-02-29', '2022-13-01', '2022-1-1', '', '20221219'].map(isDay)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('begins weeks on Mondays', () => {
    expect(weekdayOf('2022-12-19')).toBe(0);
    expect(mondayOf('2022-12-25')).toBe('2022-12-19');
  });

  it('keeps the wall clock when the clocks change', () => {
    expect(instantAt('2023-03-26', '08:30', 'Europe/Berlin').toISOString()).toBe('2023-03-26T06:30:00.000Z');
    expect(instantAt('2023-03-25', '08:30', 'Europe/Berlin').toISOString()).toBe('2023-03-25T07:30:00.000Z');
  });

  it.each([
    ['2000-12-19', '2022-12-18', 21],
    ['2000-12-19', '2022-12-19', 22],
    ['2020-02-29', '2023-02-28', 2],
  ])('somebody born on %s is on %s %i years old', (born, on, years) => {
    expect(ageInYears(born, on)).toBe(years);
  });

  it('counts the months of the smallest', () => {
    expect(ageInMonths('2022-10-20', '2022-12-19')).toBe(1);
    expect(ageInMonths('2022-10-19', '2022-12-19')).toBe(2);
  });

  it('comes back to the same day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2000, max: 2000 }),
        (days) => addDays(addDays('2022-12-19', days), -days) === '2022-12-19',
      ),
    );
  });
});
