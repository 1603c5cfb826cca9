import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/medicines/catalogue.js';
import { firstDoseRules, type Taker } from '../../src/medicines/domain/dose-rule.js';
import { type SafetyFact, safetyFacts } from '../../src/medicines/domain/safety-facts.js';
import { firstSafetyRules } from '../../src/medicines/domain/first-safety-rules.js';
import { warningsOf } from '../../src/medicines/domain/safety.js';
import type { Drug, RecentDrug } from '../../src/medicines/domain/warning.js';

const person = (years: number, given: Partial<Taker> = {}): Taker => ({
  ageMonths: Math.round(years * 12),
  liverIll: false,
  factsAsked: true,
  weight: years < 16 ? Math.max(4, Math.round(8 + years * 2)) : 60,
  ...given,
});

interface Given {
  readonly dose?: Drug['dose'];
  readonly quantity?: number;
}

const drug = (code: string, { dose, quantity }: Given = {}): Drug => {
  const found = catalogue.find((entry) => entry.code === code)!;
  return { ...found, medicineId: code, dose, quantity };
};

const lately = (code: string, quantity = 1): RecentDrug => ({
  ...drug(code),
  medicineId: code,
  quantity,
  daysAgo: 1,
  outlet: 'North Gate',
});

const said = (given: readonly Drug[], taker: Taker, before: readonly RecentDrug[] = []) =>
  warningsOf(given, before, taker, { doses: firstDoseRules, safety: firstSafetyRules })
    .filter(({ override }) => override !== 'notice')
    .map(({ rule, override }) => `${rule} ${override}`);

const adult = person(40);

describe('What was given without a word', () => {
  it.each<[string, readonly Drug[], Taker, readonly string[]]>([
    [
      'ibuprofen 12 g a day',
      [drug('IBU300SR', { dose: { units: 10, times: 4 } })],
      adult,
      ['over-one-dose doctor', 'over-a-day doctor'],
    ],
    [
      'ibuprofen in pregnancy',
      [drug('IBU200')],
      person(30, { pregnant: true }),
      ['caution-nsaid-pregnant doctor'],
    ],
    [
      'ibuprofen on dialysis',
      [drug('IBU200')],
      person(50, { conditions: ['dialysis'] }),
      ['caution-nsaid-illness doctor'],
    ],
    ['three NSAIDs at once', [drug('IBU200'), drug('LOXO60'), drug('ASP300')], adult, ['same-class doctor']],
    [
      '8 paracetamol tablets together',
      [drug('PARA500', { dose: { units: 8, times: 1 } })],
      adult,
      ['over-one-dose doctor', 'over-a-day doctor'],
    ],
    ['120 in one sale', [drug('PARA500', { quantity: 120 })], adult, ['too-many reason']],
    [
      'paracetamol to a child of five weeks',
      [drug('PARASUSP')],
      person(1 / 12, { weight: 4 }),
      ['caution-paracetamol-infant never', 'too-young doctor'],
    ],
    ['an opium mixture to a three-year-old', [drug('GANCAO')], person(3), ['caution-opioid-child never']],
    ['an antiviral over the counter', [drug('OSE75')], adult, ['caution-prescription doctor']],
    ['an antibiotic over the counter', [drug('AMX500')], adult, ['caution-prescription doctor']],
  ])('%s', (_, given, taker, warnings) => expect(said(given, taker)).toEqual(warnings));
});

type Case = [string, string, Taker, readonly string[]];

const with_ = (...facts: SafetyFact[]) => person(40, { facts });

describe('Cautions at their edges (FIELD, section 4)', () => {
  it.each<[string, string, Taker, readonly string[]]>([
    ['opium at 17 years', 'GANCAO', person(18 - 1 / 12), ['caution-opioid-child never']],
    ['opium at 18 years', 'GANCAO', person(18), []],
    ['ibuprofen, not pregnant', 'IBU200', person(30), []],
    [
      'ibuprofen with heart disease',
      'IBU200',
      person(60, { conditions: ['heart'] }),
      ['caution-nsaid-illness doctor'],
    ],
    ['ibuprofen with diabetes', 'IBU200', person(60, { conditions: ['diabetes'] }), []],
    ['paracetamol in pregnancy', 'PARA500', person(30, { pregnant: true }), []],
    [
      'paracetamol at 1 month',
      'PARASUSP',
      person(1 / 12),
      ['caution-paracetamol-infant never', 'too-young doctor'],
    ],
    ['paracetamol at 2 months', 'PARASUSP', person(2 / 12), ['too-young doctor']],
    ['paracetamol at 3 months', 'PARASUSP', person(3 / 12), []],
    [
      'paracetamol with liver disease',
      'PARA500',
      person(40, { conditions: ['liver'] }),
      ['caution-paracetamol-liver doctor'],
    ],
    ['a cold mixture at 23 months', 'XIAOER', person(2 - 1 / 12), ['caution-cold-young doctor']],
    ['a cold mixture at 2 years', 'XIAOER', person(2), []],
    [
      'amantadine at 11 months',
      'GANKANG',
      person(11 / 12),
      ['caution-amantadine-infant never', 'caution-cold-young doctor', 'over-one-dose doctor'],
    ],
    ['amantadine at 4 years', 'GANKANG', person(4.9, { weight: 18 }), ['caution-amantadine-young reason']],
    ['amantadine at 5 years', 'GANKANG', person(5, { weight: 18 }), []],
    [
      'pseudoephedrine with high pressure',
      'FENMA',
      person(60, { conditions: ['hypertension'] }),
      ['caution-sympathomimetic-pressure doctor'],
    ],
    [
      'Ephedra with heart disease',
      'LHQW',
      person(60, { conditions: ['heart'] }),
      ['caution-sympathomimetic-pressure doctor'],
    ],
    ['Ephedra, well', 'LHQW', person(60), []],
    ['loratadine, which makes nobody sleepy', 'LRT10', person(30), []],
    ['azvudine', 'AZV1', person(30), ['caution-prescription doctor']],
    ['nirmatrelvir', 'NMVR', person(30), ['caution-prescription doctor']],
    ['paracetamol at 2 months', 'PARASUSP', person(2 / 12), ['too-young doctor']],
    ['paracetamol at 3 months', 'PARASUSP', person(3 / 12), []],
    ['aspirin at 15 years', 'ASP300', person(15), ['too-young doctor']],
    ['aspirin at 16 years', 'ASP300', person(16), []],
    ['nobody was asked', 'PARA500', person(40, { factsAsked: false }), ['facts-unasked reason']],
    [
      'ibuprofen at 20 weeks',
      'IBU200',
      person(30, { pregnant: true, pregnantWeeks: 20 }),
      ['caution-nsaid-pregnant doctor'],
    ],
    [
      'ibuprofen at 19 weeks',
      'IBU200',
      person(30, { pregnant: true, pregnantWeeks: 19 }),
      ['caution-nsaid-weeks reason'],
    ],
    ['weeks of somebody who is not pregnant', 'IBU200', person(30, { pregnantWeeks: 30 }), []],
    ...(['kidney', 'ulcer', 'takes-thinner', 'takes-clopidogrel'] as const).map(
      (fact) => [`ibuprofen, ${fact}`, 'IBU200', with_(fact), ['caution-nsaid-facts doctor']] as Case,
    ),
    [
      'ibuprofen, allergic to painkillers',
      'IBU200',
      with_('allergy-nsaid'),
      ['caution-nsaid-allergy doctor'],
    ],
    ['paracetamol, allergic to painkillers', 'PARA500', with_('allergy-nsaid'), []],
    ['aspirin with asthma', 'ASP300', with_('asthma'), ['caution-nsaid-asthma reason']],
    [
      'ibuprofen, dehydrated',
      'IBU200',
      person(40, { symptoms: ['dehydration'] }),
      ['caution-nsaid-dry doctor'],
    ],
    [
      'ibuprofen, no water passed',
      'IBU200',
      person(40, { symptoms: ['no-urine'] }),
      ['caution-nsaid-dry doctor'],
    ],
    [
      'ibuprofen while dengue is possible',
      'IBU200',
      person(40, { symptoms: ['travel-contact'] }),
      ['caution-nsaid-dengue doctor'],
    ],
    ['paracetamol while dengue is possible', 'PARA500', person(40, { symptoms: ['travel-contact'] }), []],
    ['ibuprofen beside one at home', 'IBU200', with_('takes-painkiller'), ['caution-nsaid-home doctor']],
    ['ibuprofen beside daily aspirin', 'IBU200', with_('takes-aspirin'), ['caution-nsaid-home doctor']],
    [
      'paracetamol beside one at home',
      'PARA500',
      with_('takes-paracetamol'),
      ['caution-paracetamol-home doctor'],
    ],
    ['ibuprofen beside paracetamol at home', 'IBU200', with_('takes-paracetamol'), []],
    ['paracetamol with kidney disease', 'PARA500', with_('kidney'), ['caution-paracetamol-kidney doctor']],
    [
      'paracetamol on dialysis',
      'PARA500',
      person(40, { conditions: ['dialysis'] }),
      ['caution-paracetamol-kidney doctor'],
    ],
    ['ibuprofen with chickenpox', 'IBU200', with_('chickenpox'), ['caution-nsaid-chickenpox doctor']],
    ['paracetamol, drinks', 'PARA500', with_('drinks'), ['caution-paracetamol-alcohol reason']],
    ['paracetamol and warfarin: told', 'PARA500', with_('takes-thinner'), []],
    ...(['takes-maoi', 'glaucoma', 'prostate'] as const).map(
      (fact) =>
        [`pseudoephedrine, ${fact}`, 'FENMA', with_(fact), ['caution-sympathomimetic-other doctor']] as Case,
    ),
    [
      'amoxicillin, allergic to penicillin',
      'AMX500',
      with_('allergy-penicillin'),
      ['caution-prescription doctor', 'caution-penicillin-allergy doctor'],
    ],
    ['amoxicillin, allergic to sulfa', 'AMX500', with_('allergy-sulfa'), ['caution-prescription doctor']],
    ['anything with another allergy', 'BLG', with_('allergy-other'), ['caution-allergy-other reason']],
    ...(
      [
        'takes-statin',
        'takes-amiodarone',
        'takes-domperidone',
        'takes-clopidogrel',
        'takes-tacrolimus',
      ] as const
    ).map(
      (fact) =>
        [
          `nirmatrelvir, ${fact}`,
          'NMVR',
          with_(fact),
          ['caution-prescription doctor', 'caution-nirmatrelvir-medicines doctor'],
        ] as Case,
    ),
    [
      'nirmatrelvir with kidney disease',
      'NMVR',
      with_('kidney'),
      ['caution-prescription doctor', 'caution-nirmatrelvir-kidney doctor'],
    ],
    [
      'nirmatrelvir on dialysis',
      'NMVR',
      person(40, { conditions: ['dialysis'] }),
      ['caution-prescription doctor', 'caution-nirmatrelvir-kidney doctor'],
    ],
    // From memory: it warns, and holds nobody up.
    ['azvudine in pregnancy', 'AZV1', person(30, { pregnant: true }), ['caution-prescription doctor']],
    ['opium while breastfeeding', 'GANCAO', with_('breastfeeding'), []],
    ['amantadine with epilepsy', 'GANKANG', with_('epilepsy'), ['caution-amantadine-epilepsy doctor']],
    ['a cold mixture for a driver', 'GANKANG', with_('drives'), ['caution-sedating-drives reason']],
    ['loratadine for a driver', 'LRT10', with_('drives'), []],
    [
      'a cold mixture beside a sedative',
      'GANKANG',
      with_('takes-sedative'),
      ['caution-sedating-sedative doctor'],
    ],
    ['a cold mixture at 65: told', 'GANKANG', person(65), []],
  ])('%s', (_, code, taker, warnings) => expect(said([drug(code)], taker)).toEqual(warnings));

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['ibuprofen and loxoprofen', ['IBU200', 'LOXO60'], [], ['same-class doctor']],
    ['ibuprofen and paracetamol', ['IBU200', 'PARA500'], [], []],
    ['Ephedra and pseudoephedrine', ['LHQW', 'ANFEN'], [], ['same-class doctor']],
    ['loxoprofen after ibuprofen yesterday', ['LOXO60'], ['IBU200'], ['same-class-lately reason']],
    ['ibuprofen after ibuprofen', ['IBU200'], ['IBU300SR'], ['same-ingredient-lately reason']],
    ['paracetamol after ibuprofen', ['PARA500'], ['IBU200'], []],
  ])('%s', (_, now, before, warnings) =>
    expect(
      said(
        now.map((code) => drug(code)),
        adult,
        before.map(lately),
      ),
    ).toEqual(warnings),
  );

  it.each([
    ['PARA500', 24, []],
    ['PARA500', 25, ['too-many reason']],
    ['IBU200', 24, []],
    ['IBU200', 25, ['too-many reason']],
    ['PARASUSP', 5, []],
    ['BLG', 100, []],
  ])('%s, %i units', (code, quantity, warnings) =>
    expect(said([drug(code, { quantity })], adult)).toEqual(warnings),
  );

  it('each have a case above', () => {
    const seen = new Set(
      [
        person(1 / 12),
        person(1 / 2),
        person(3),
        person(60, { pregnant: true, conditions: ['heart', 'hypertension', 'liver'] }),
        person(65, {
          pregnant: true,
          pregnantWeeks: 8,
          facts: safetyFacts,
          symptoms: ['dehydration', 'travel-contact'],
        }),
      ].flatMap((taker) =>
        catalogue.flatMap(({ code }) =>
          warningsOf([drug(code)], [], taker, { doses: firstDoseRules, safety: firstSafetyRules }).map(
            ({ rule }) => rule,
          ),
        ),
      ),
    );
    for (const en of ['benzylpenicillin', 'Procaine benzylpenicillin', 'cloxacillin', 'sultamicillin']) {
      const another = { ...drug('AMX500'), ingredients: [{ zh: '青霉素', en, amount: '500 mg' }] };
      expect(said([another], with_('allergy-penicillin'))).toContain('caution-penicillin-allergy doctor');
    }
    // None of the catalogue's is a sulfonamide.
    const sulfa = {
      ...drug('AMX500'),
      ingredients: [{ zh: '磺胺甲噁唑', en: 'sulfamethoxazole', amount: '400 mg' }],
    };
    expect(said([sulfa], with_('allergy-sulfa'))).toContain('caution-sulfa-allergy doctor');
    seen.add('caution-sulfa-allergy');
    for (const { rule } of warningsOf([drug('NMVR')], [lately('DOMP10')], adult, {
      doses: firstDoseRules,
      safety: firstSafetyRules,
    }))
      seen.add(rule);
    for (const { key } of firstSafetyRules) expect(seen).toContain(`caution-${key}`);
  });

  it('no basket goes over the most of a day unasked', () => {
    const some = fc.record({
      code: fc.constantFrom('PARA500', 'PARA650ER', 'IBU200', 'IBU300SR', 'ANKA', 'FENMA', 'GANKANG'),
      dose: fc.record({ units: fc.integer({ min: 1, max: 4 }), times: fc.integer({ min: 1, max: 6 }) }),
    });
    const mgOf = (given: readonly Drug[], name: string) =>
      given.reduce((sum, { ingredients, dose }) => {
        const mg = Number.parseFloat(ingredients.find(({ en }) => en === name)?.amount ?? '0');
        return sum + mg * dose!.units * dose!.times;
      }, 0);
    fc.assert(
      fc.property(fc.uniqueArray(some, { maxLength: 4, selector: ({ code }) => code }), (basket) => {
        const given = basket.map(({ code, dose }) => drug(code, { dose }));
        const rules = said(given, adult);
        if (mgOf(given, 'paracetamol') > 2000 || mgOf(given, 'ibuprofen') > 1200)
          expect(rules.some((rule) => rule.endsWith('doctor'))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('nor over that of three days, with what was received lately and what is taken at home', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('PARA500', 'PARA650ER', 'IBU200', 'IBU300SR'),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 4000 }),
        (code, quantity, before, home) => {
          const ingredient = drug(code).ingredients[0]!;
          const mg = Number.parseFloat(ingredient.amount);
          const taker = person(40, { homeMg: { [ingredient.en]: home } });
          const warnings = said([drug(code, { quantity })], taker, [lately(code, before)]);
          const most = ingredient.en === 'paracetamol' ? 2000 : 1200;
          if ((quantity + before) * mg + home * 3 > most * 3)
            expect(warnings.some((one) => one.endsWith('doctor'))).toBe(true);
        },
      ),
      { numRuns: 5000 },
    );
  });
});
