import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/medicines/catalogue.js';
import { antiviralsInTime, antiviralTime, isHighRisk } from '../../src/medicines/domain/antivirals.js';
import { firstDoseRules, type Taker } from '../../src/medicines/domain/dose-rule.js';
import { firstSafetyRules } from '../../src/medicines/domain/first-safety-rules.js';
import { proposedDose } from '../../src/medicines/domain/proposed-dose.js';
import { warningsOf } from '../../src/medicines/domain/safety.js';
import type { Drug } from '../../src/medicines/domain/warning.js';

const product = (code: string) => catalogue.find((one) => one.code === code)!;
const taker = (years: number, weight?: number): Taker => ({
  ageMonths: Math.round(years * 12),
  weight,
  liverIll: false,
  factsAsked: true,
});
const proposed = (code: string, who: Taker) => proposedDose(product(code), who, firstDoseRules);

describe('The dose that the counter proposes (FIELD, section 4)', () => {
  it.each<[string, string, Taker, object | undefined]>([
    [
      'paracetamol 0.5 g, adult: 2 g a day, 4 h apart, 3 days',
      'PARA500',
      taker(40),
      { units: 1, times: 4, hours: 4, days: 3, quantity: 12 },
    ],
    ['none of a prolonged-release tablet: its label has its own dose', 'PARA650ER', taker(40), undefined],
    ['none of a prolonged-release capsule', 'IBU300SR', taker(40), undefined],
    ['ibuprofen 0.2 g, adult', 'IBU200', taker(40), { units: 1, times: 4 }],
    // 15 mg/kg × 10 kg = 150 mg; 100 mg a millilitre.
    ['drops of 100 mg/ml at 10 kg', 'PARASUSP', taker(1, 10), { units: 1.5, times: 4, quantity: 1 }],
    // 10 mg/kg × 12 kg = 120 mg; 20 mg a millilitre.
    [
      'suspension of 20 mg/ml at 12 kg',
      'IBUSUSP',
      taker(2, 12),
      { units: 6, times: 4, hours: 6, quantity: 1 },
    ],
    ['suppositories of 150 mg at 10 kg', 'PARASUPP', taker(1, 10), { units: 1, times: 4, quantity: 12 }],
    ['none where one suppository is too little', 'PARASUPP', taker(5, 20), undefined],
    ['never more a day than an adult', 'PARA500', taker(15, 67), { units: 2, times: 2 }],
    ['nor of ibuprofen', 'IBU200', taker(12, 45), { units: 2, times: 3 }],
    ['none at 9 kg: one is over 15 mg/kg', 'PARASUPP', taker(1, 9), undefined],
    ['none where nobody was weighed', 'PARASUSP', taker(1), undefined],
    ['none at 2 months', 'PARASUSP', taker(2 / 12, 5), undefined],
    ['none at 5 months of ibuprofen', 'IBUDROP', taker(5 / 12, 7), undefined],
    ['none where the rule leaves it to the label', 'ASP300', taker(40), undefined],
    ['none where no rule speaks', 'LOXO60', taker(40), undefined],
    ['none of a mixture', 'ANKA', taker(40), undefined],
    [
      'none where a tablet is too much for the liver',
      'PARA650ER',
      { ...taker(40), liverIll: true },
      undefined,
    ],
  ])('%s', (_, code, who, wanted) => {
    const found = proposed(code, who);
    if (wanted === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(wanted);
  });

  it('is never one that the rules of doses would warn of', () => {
    const codes = [
      'PARA500',
      'PARA650ER',
      'PARASUSP',
      'PARASUPP',
      'IBU300SR',
      'IBU200',
      'IBUSUSP',
      'IBUDROP',
    ];
    let count = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 30, max: 1200 }).map((tenths) => tenths / 10),
        fc.boolean(),
        (code, ageMonths, weight, liverIll) => {
          const who: Taker = { ageMonths, weight, liverIll, factsAsked: true };
          const dose = proposed(code, who);
          if (!dose) return;
          count += 1;
          const { units, times, quantity } = dose;
          const drug: Drug = { ...product(code), medicineId: code, dose: { units, times }, quantity };
          const rules = { doses: firstDoseRules, safety: firstSafetyRules };
          expect(warningsOf([drug], [], who, rules).filter(({ override }) => override !== 'notice')).toEqual(
            [],
          );
        },
      ),
      { numRuns: 20_000 },
    );
    expect(count).toBeGreaterThan(1000);
  });
});

describe('The time of antivirals (FIELD, section 3.6)', () => {
  const given = (code: string, illDays: number | undefined) =>
    antiviralTime({ ...product(code), medicineId: code }, { ...taker(40), illDays }).map(
      ({ rule, override }) => `${rule} ${override}`,
    );

  it.each<[string, number | undefined, readonly string[]]>([
    ['OSE75', 2, []],
    ['OSE75', 3, ['antiviral-late reason']],
    ['OSE75', undefined, ['antiviral-onset notice']],
    ['NMVR', 5, []],
    ['NMVR', 6, ['antiviral-late reason']],
    ['NMVR', undefined, ['antiviral-onset notice']],
    ['PARA500', 9, []],
  ])('%s, ill for %s days', (code, illDays, warnings) => expect(given(code, illDays)).toEqual(warnings));

  it.each<[string, Partial<Taker>, boolean]>([
    ['4 years', { ageMonths: 59 }, true],
    ['5 years', { ageMonths: 60 }, false],
    ['64 years', { ageMonths: 64 * 12 }, false],
    ['65 years', { ageMonths: 65 * 12 }, true],
    ['pregnant', { pregnant: true }, true],
    ['asthma', { facts: ['asthma'] }, true],
    ['a neurological illness', { conditions: ['neurological'] }, true],
    ['BMI of 40', { facts: ['bmi-40'] }, true],
    ['in a care home', { facts: ['care-home'] }, true],
    ['18 years, on aspirin', { ageMonths: 19 * 12 - 1, facts: ['takes-aspirin'] }, true],
    ['19 years, on aspirin', { ageMonths: 19 * 12, facts: ['takes-aspirin'] }, false],
    ['18 years, not on aspirin', { ageMonths: 19 * 12 - 1 }, false],
    ['after a birth', { conditions: ['after-birth'] }, true],
    ...(['lung', 'heart', 'diabetes', 'liver', 'dialysis', 'cancer', 'immunocompromised'] as const).map(
      (illness): [string, Partial<Taker>, boolean] => [illness, { conditions: [illness] }, true],
    ),
    ['hypertension alone', { conditions: ['hypertension'] }, false],
  ])('at high risk, %s: %s', (_, who, wanted) => expect(isHighRisk({ ...taker(40), ...who })).toBe(wanted));

  it('names those that are in time for who is at high risk', () => {
    const of = (illDays: number | undefined, years = 70) => antiviralsInTime({ ...taker(years), illDays });
    expect(of(2)).toEqual(['oseltamivir', 'nirmatrelvir']);
    expect(of(3)).toEqual(['nirmatrelvir']);
    expect(of(6)).toEqual([]);
    expect(of(undefined)).toEqual([]);
    expect(of(1, 40)).toEqual([]);
  });
});
