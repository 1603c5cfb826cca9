import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageInDays, ageInMonths, ageInYears } from '../../src/config/domain/calendar.js';
import { birthIn } from '../../src/values/birth.js';

const today = '2022-12-19';

describe('A birth', () => {
  it.each([
    ['1950-03-01', '1950-03-01', false],
    ['1950年3月1日', '1950-03-01', false],
    ['19500301', '1950-03-01', false],
    ['72岁', '1950-12-19', true],
    ['７２ 周岁', '1950-12-19', true],
    ['72', '1950-12-19', true],
    ['72 years', '1950-12-19', true],
    ['8个月', '2022-04-19', true],
    ['8m', '2022-04-19', true],
    ['1岁6个月', '2021-06-19', true],
    ['1y 6m', '2021-06-19', true],
    ['3周', '2022-11-28', true],
    ['20天', '2022-11-29', true],
  ])('%s is %s', (text, bornOn, about) => {
    expect(birthIn(text, today)).toEqual({ bornOn, about });
  });

  it.each([
    ['虚岁73', 'nominal-age'],
    ['73岁（虚）', 'nominal-age'],
    ['8', 'age-unit'],
    ['17', 'age-unit'],
    ['8月', 'shape'],
    ['1950', 'shape'],
    ['195', 'shape'],
    ['old', 'shape'],
    ['1950-02-30', 'shape'],
    ['', 'shape'],
  ])('%s is asked about: %s', (text, why) => {
    expect(birthIn(text, today)).toBe(why);
  });

  it('that was reckoned from an age gives that age on the day, whatever day it is', () => {
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const count = fc.integer({ min: 0, max: 120 });
    const reckoned = (text: string, on: string) => {
      const birth = birthIn(text, on);
      if (typeof birth === 'string') throw new Error(birth);
      return birth.bornOn;
    };
    fc.assert(
      fc.property(day, count, (on, n) => {
        expect(ageInYears(reckoned(`${n}岁`, on), on)).toBe(n);
        expect(ageInDays(reckoned(`${n}天`, on), on)).toBe(n);
        if (n < 100) expect(ageInMonths(reckoned(`${n}个月`, on), on)).toBe(n);
      }),
      { numRuns: 5000 },
    );
  });
});
