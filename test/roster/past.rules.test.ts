import { describe, expect, it } from 'vitest';
import { slots, type Slot } from '../../src/network/domain/opening-hours.js';
import { lookedBackFrom, overtimeLeft, tooNear } from '../../src/roster/network/past.js';
import { problemSlot } from '../../src/roster/network/slot-key.js';
import { plainLimits } from '../support/roster-problems.js';

const zone = 'Asia/Shanghai';
const session = (on: string, slot: Slot) => ({ doctorId: 'chen', on, slot });
/** Morning, afternoon and evening: 3.5 + 4 + 3 = 10.5 hours, of which 2.5 beyond a day's 8. */
const longDay = (on: string) => slots.map((slot) => session(on, slot));

describe('What sessions before and after leave of a week', () => {
  it('a slot within the rest of the evening before or the morning after is too near', () => {
    const week = ['2022-12-19', '2022-12-25'].flatMap((on) =>
      slots.map((slot) => problemSlot(on, slot, zone)),
    );
    const around = [session('2022-12-18', 'evening'), session('2022-12-26', 'morning')];
    const near = (restHours: number) => [...tooNear(week, around, { ...plainLimits, restHours }, zone)];
    // 21:00 to 08:30 are 11.5 hours.
    expect(near(11)).toEqual([]);
    expect(near(11.5)).toEqual([]);
    expect(near(12)).toEqual(['2022-12-19 morning', '2022-12-25 evening']);
  });

  it('36 hours of overtime a month, less what the month has had', () => {
    const days = ['2022-12-05', '2022-12-06', '2022-12-12'].flatMap(longDay);
    expect(overtimeLeft([], '2022-12-19', plainLimits, zone)).toBe(36);
    expect(overtimeLeft(days, '2022-12-19', plainLimits, zone)).toBe(28.5);
    expect(overtimeLeft(days, '2023-01-02', plainLimits, zone)).toBe(36);
    const whole = Array.from({ length: 28 }, (_, i) => longDay(`2022-12-${String(i + 1).padStart(2, '0')}`));
    expect(overtimeLeft(whole.flat(), '2022-12-19', plainLimits, zone)).toBe(0);
    // The week of Thursday 29 December ends in January: three long days of it count there.
    expect(overtimeLeft(whole.flat(), '2022-12-29', plainLimits, zone)).toBe(28.5);
  });

  it('looks back on whole weeks and on the whole month', () => {
    expect(lookedBackFrom('2022-12-26', '2022-11-28')).toBe('2022-11-28');
    expect(lookedBackFrom('2022-12-31', '2022-12-05')).toBe('2022-11-28');
  });
});
