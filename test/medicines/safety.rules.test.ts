import { describe, expect, it } from 'vitest';
import { firstDoseRules, type Taker } from '../../src/medicines/domain/dose-rule.js';
import { firstSafetyRules } from '../../src/medicines/domain/first-safety-rules.js';
import { warningsOf } from '../../src/medicines/domain/safety.js';
import { type Drug, type RecentDrug, warningKey } from '../../src/medicines/domain/warning.js';
import { catalogue } from '../../src/medicines/catalogue.js';

const adult: Taker = { ageMonths: 40 * 12, liverIll: false, factsAsked: true };
const child: Taker = { ageMonths: 24, weight: 12, liverIll: false, factsAsked: true };
const unweighed: Taker = { ageMonths: 24, liverIll: false, factsAsked: true };

const drug = (
  code: string,
  dose?: Drug['dose'],
  youngestMonths: number | null = null,
  quantity?: number,
): Drug => {
  const entry = catalogue.find((one) => one.code === code)!;
  return { ...entry, medicineId: code, youngestMonths, dose, quantity };
};
const lately = (code: string, daysAgo: number): RecentDrug => ({
  ...drug(code),
  medicineId: code,
  quantity: 1,
  daysAgo,
  outlet: 'North Gate',
});
const keys = (given: Drug[], taker = adult, before: RecentDrug[] = []) =>
  warningsOf(given, before, taker, { doses: firstDoseRules, safety: firstSafetyRules }).map(
    ({ rule, subject, override }) => `${rule}:${subject} ${override}`,
  );

describe('Giving medicines (FIELD, section 4)', () => {
  it('warns of paracetamol in two medicines: combination cold remedies contain it', () => {
    expect(keys([drug('PARA500'), drug('ANKA')])).toEqual(['same-ingredient:paracetamol doctor']);
    expect(keys([drug('PARA500'), drug('IBU200')])).toEqual([]);
  });

  it('asks only for a reason where two herbal medicines share a herb without amount', () => {
    expect(keys([drug('LHQW'), drug('JHQG')])).toEqual([
      'same-ingredient:lonicera reason',
      'same-ingredient:ephedra reason',
    ]);
  });

  it.each([
    [0, ['same-ingredient-lately:paracetamol reason']],
    [3, ['same-ingredient-lately:paracetamol reason']],
    [4, []],
  ])('warns of what was received %i days ago anywhere in the network', (days, warnings) =>
    expect(keys([drug('PARA500')], adult, [lately('GML', days)])).toEqual(warnings),
  );

  it.each([
    ['1×4, which is 2 g', { units: 1, times: 4 }, []],
    ['1×5', { units: 1, times: 5 }, ['too-often:paracetamol doctor', 'over-a-day:paracetamol doctor']],
    ['2×2', { units: 2, times: 2 }, ['over-one-dose:paracetamol doctor']],
    [
      '8 together',
      { units: 8, times: 1 },
      ['over-one-dose:paracetamol doctor', 'over-a-day:paracetamol doctor'],
    ],
  ])('of paracetamol for an adult, 0.5 g at a time and 2 g a day by the label: %s', (_, dose, warnings) =>
    expect(keys([drug('PARA500', dose)])).toEqual(warnings),
  );

  it('the same where the liver is ill', () => {
    const taker = { ...adult, liverIll: true };
    expect(keys([drug('PARA500', { units: 1, times: 4 })], taker)).toEqual([]);
    expect(keys([drug('PARA500', { units: 1, times: 5 })], taker)).toEqual([
      'too-often:paracetamol doctor',
      'over-a-day:paracetamol doctor',
    ]);
    expect(keys([drug('PARA650ER')], taker)).toEqual(['over-one-dose:paracetamol doctor']);
  });

  it('adds up what two medicines hold of one ingredient in a day', () => {
    const given = [drug('PARA500', { units: 1, times: 3 }), drug('FENMA', { units: 1, times: 3 })];
    expect(keys(given)).toEqual(['same-ingredient:paracetamol doctor', 'over-a-day:paracetamol doctor']);
  });

  it.each([
    // 15 mg/kg of 12 kg are 180 mg.
    ['a whole tablet of 500 mg', drug('PARA500'), ['over-one-dose:paracetamol doctor']],
    ['a suppository of 150 mg', drug('PARASUPP'), []],
    ['1.8 ml of drops of 100 mg/ml', drug('PARASUSP', { units: 1.8, times: 4 }), []],
    [
      '2 ml of them',
      drug('PARASUSP', { units: 2, times: 4 }),
      ['over-one-dose:paracetamol doctor', 'over-a-day:paracetamol doctor'],
    ],
    [
      'a fifth dose a day',
      drug('PARASUSP', { units: 1.8, times: 5 }),
      ['too-often:paracetamol doctor', 'over-a-day:paracetamol doctor'],
    ],
    [
      'a fifth dose, however small',
      drug('PARASUSP', { units: 0.5, times: 5 }),
      ['too-often:paracetamol doctor'],
    ],
    // 10 mg/kg of 12 kg are 120 mg, at 20 mg/ml.
    ['6 ml of ibuprofen suspension', drug('IBUSUSP', { units: 6, times: 4 }), []],
    ['7 ml of it', drug('IBUSUSP', { units: 7, times: 3 }), ['over-one-dose:ibuprofen doctor']],
    ['drops whose dose nobody said', drug('PARASUSP'), []],
  ])('for a child of 2 years and 12 kg: %s', (_, given, warnings) =>
    expect(keys([given], child)).toEqual(warnings),
  );

  it('says that a child must be weighed before its dose is known, and stops nobody', () => {
    expect(keys([drug('PARASUSP')], unweighed)).toEqual(['weigh:paracetamol notice']);
  });

  it('asks for a reason where a child was not weighed and a dose was said, and holds to the most of any child', () => {
    expect(keys([drug('PARASUSP', { units: 2, times: 4 })], unweighed)).toEqual(['weigh:paracetamol reason']);
    expect(keys([drug('PARASUPP')], unweighed)).toEqual(['weigh:paracetamol reason']);
    expect(keys([drug('PARASUSP', { units: 50, times: 4 })], unweighed)).toEqual([
      'over-one-dose:paracetamol doctor',
      'over-a-day:paracetamol doctor',
      'weigh:paracetamol reason',
    ]);
  });

  it('follows the rule that begins latest, and a prohibition before all others', () => {
    const first = firstDoseRules.find(({ toMgPerKg }) => toMgPerKg !== null);
    const strict = { ...first!, fromMonths: 12, toMonths: 72, mostDoseMg: 120 };
    const of = (...more: (typeof strict)[]) =>
      warningsOf([drug('PARASUPP')], [], child, {
        doses: [...firstDoseRules, ...more],
        safety: firstSafetyRules,
      }).map(({ rule }) => rule);
    expect(of(strict)).toEqual(['over-one-dose']);
    expect(of(strict, { ...strict, fromMonths: 6, forbidden: true })).toEqual(['too-young']);
  });

  it('is another warning when it is graver: what was overridden once is not overridden for more', () => {
    const key = (units: number) =>
      warningsOf([drug('PARA500', { units, times: 4 })], [], adult, {
        doses: firstDoseRules,
        safety: firstSafetyRules,
      }).map(warningKey);
    expect(key(2)).toEqual(['over-one-dose:paracetamol@1000', 'over-a-day:paracetamol@4000']);
    expect(key(3)).toEqual(['over-one-dose:paracetamol@1500', 'over-a-day:paracetamol@6000']);
  });

  it.each(['100 ml: 2 g', '100ml:2g', '100 mL：2 g', '100 ml'])(
    'reads a liquid’s strength: %s',
    (strength) => {
      const liquid = { ...drug('IBUSUSP', { units: 7, times: 3 }), strength };
      expect(keys([liquid], child)).toEqual(['over-one-dose:ibuprofen doctor']);
    },
  );

  it.each([
    ['ibuprofen at 5 months', 'IBUDROP', 5, ['too-young:ibuprofen doctor']],
    ['ibuprofen at 6 months', 'IBUDROP', 6, []],
    ['aspirin at 15 years', 'ASP300', 16 * 12 - 1, ['too-young:aspirin doctor']],
    ['aspirin at 16 years', 'ASP300', 16 * 12, []],
  ])('%s', (_, code, ageMonths, warnings) =>
    expect(keys([drug(code)], { ageMonths, weight: 60, liverIll: false, factsAsked: true })).toEqual(
      warnings,
    ),
  );

  it('holds to the youngest age on the label', () => {
    const cough = (ageMonths: number) =>
      keys([drug('DXM15', undefined, 72)], { ageMonths, weight: 20, liverIll: false, factsAsked: true });
    expect(cough(71)).toEqual(['too-young-label:DXM15 doctor']);
    expect(cough(72)).toEqual([]);
  });

  it('names the source of each warning', () => {
    const [warning] = warningsOf([drug('PARA500'), drug('ANKA')], [], adult, {
      doses: firstDoseRules,
      safety: firstSafetyRules,
    });
    expect(warning).toMatchObject({ source: 'same-ingredient', medicineIds: ['PARA500', 'ANKA'] });
  });

  it.each<[string, number, number, number, readonly string[]]>([
    ['6 tablets after 6: 6 g in three days', 6, 6, 0, ['same-ingredient-lately:paracetamol reason']],
    [
      '6 after 7: over 6 g',
      6,
      7,
      0,
      ['too-many-together:paracetamol doctor', 'same-ingredient-lately:paracetamol reason'],
    ],
    ['6, with 1 g a day at home', 6, 0, 1000, ['home-too:paracetamol notice']],
    [
      '7, with 1 g a day at home',
      7,
      0,
      1000,
      ['too-many-together:paracetamol doctor', 'home-too:paracetamol notice'],
    ],
    [
      '1, with 2.1 g a day at home',
      1,
      0,
      2100,
      ['over-a-day:paracetamol doctor', 'too-many-together:paracetamol doctor'],
    ],
  ])('adds up paracetamol of 0.5 g over three days: %s', (_, quantity, before, home, warnings) => {
    const recent = before > 0 ? [{ ...lately('PARA500', 1), quantity: before }] : [];
    const taker = { ...adult, homeMg: { paracetamol: home } };
    expect(keys([drug('PARA500', undefined, null, quantity)], taker, recent)).toEqual(warnings);
  });

  it('adds what is taken at home to the doses of a day', () => {
    const dose = { units: 1, times: 3 };
    const of = (home: number) => keys([drug('PARA500', dose)], { ...adult, homeMg: { paracetamol: home } });
    expect(of(500)).toEqual(['home-too:paracetamol notice']);
    expect(of(501)).toEqual(['over-a-day:paracetamol doctor']);
  });

  it('is a doctor’s for who takes some at home, unless the dose lets the sum be made', () => {
    const taker = { ...adult, facts: ['takes-paracetamol' as const], homeMg: { paracetamol: 1 } };
    expect(keys([drug('PARASUSP')], taker)).toContain('caution-paracetamol-home:PARASUSP doctor');
    const dosed = keys([drug('PARA500', { units: 1, times: 3 })], taker);
    expect(dosed).not.toContain('caution-paracetamol-home:PARA500 doctor');
  });

  it('remembers a course of five days where two medicines do not go together', () => {
    const domperidone = (daysAgo: number) => keys([drug('DOMP10')], adult, [lately('NMVR', daysAgo)]);
    expect(domperidone(5)).toContain('caution-nirmatrelvir-given:DOMP10 doctor');
  });
});
