import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readToldDose, type ToldDose } from '../../src/medicines/domain/told-dose.js';
import { toldText } from '../../src/visits/told-columns.js';

describe('A dose as people write it', () => {
  it.each<[string, ToldDose]>([
    ['1×3', { units: 1, times: 3 }],
    ['1x3', { units: 1, times: 3 }],
    ['10*3', { units: 10, times: 3 }],
    ['0.5 x 4', { units: 0.5, times: 4 }],
    ['7ml x3', { units: 7, times: 3 }],
    ['7 ml ×3', { units: 7, times: 3 }],
    ['1片×3', { units: 1, times: 3 }],
    ['1-2 tablets x 3', { units: 2, from: 1, times: 3 }],
    ['1–2片×3', { units: 2, from: 1, times: 3 }],
    ['1×3×5', { units: 1, times: 3, days: 5 }],
    ['1片×3×3天', { units: 1, times: 3, days: 3 }],
    ['每次1片，每日3次，5天', { units: 1, times: 3, days: 5 }],
    ['每次1粒 一日三次', { units: 1, times: 3 }],
    ['1 tab tid', { units: 1, times: 3 }],
    ['2 caps bid for 7 days', { units: 2, times: 2, days: 7 }],
    ['１×３', { units: 1, times: 3 }],
    ['take 1 tablet 3 times a day', { units: 1, times: 3 }],
  ])('%s', (text, dose) => expect(readToldDose(text)).toEqual(dose));

  it.each([
    '',
    '13',
    '1 3',
    '1-2 tablets',
    '0×3',
    '2-1×3',
    '1×0',
    '1×35',
    '500mg x3',
    'x3',
    'three',
    '1×3 5',
    '1×3×',
    '-1×3',
    '1×-3',
    '1e3×2',
    '15 daily',
    '25 a day',
    '13/日',
    '12次',
    '3次',
  ])('%s is asked again', (text) => expect(readToldDose(text)).toBeUndefined());

  it('is read back as it is written into the form', () => {
    const some = fc.record({
      units: fc.integer({ min: 1, max: 40 }).map((quarters) => quarters / 4),
      times: fc.integer({ min: 1, max: 12 }),
      days: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(some, fc.boolean(), ({ units, times, days }, isRange) => {
        const dose = {
          units,
          ...(isRange && units > 0.25 && { from: 0.25 }),
          times,
          ...(days !== undefined && { days }),
        };
        expect(readToldDose(toldText(dose))).toEqual(dose);
      }),
    );
  });
});
