import { describe, expect, it } from 'vitest';
import { assessLine } from '../../src/triage/assess.command.js';
import { assess, rulesOf } from '../../src/triage/domain/assess.js';
import { newestEdition } from '../../src/triage/domain/editions.js';
import type { Case } from '../../src/triage/domain/case.js';
import type { Level } from '../../src/triage/domain/level.js';
import { pews } from '../../src/triage/domain/pews.js';
import { type LowRiskItem, lowRiskItems } from '../../src/triage/domain/rules/low-risk.js';
import { person, years } from '../support/person.js';

const rules = rulesOf[newestEdition];

const levelOf = (given: Partial<Case>) => assess(person(given)).level;
const verdictOf = (id: string, given: Partial<Case>) =>
  rules.find((rule) => rule.id === id)!.judge(person(given)).level;

/** Only what is given was measured; the red flags were asked. */
const barely = (given: Partial<Case>): Partial<Case> => ({
  temperature: undefined,
  spo2: undefined,
  pulse: undefined,
  respiration: undefined,
  systolic: undefined,
  consciousness: undefined,
  oxygen: undefined,
  ...given,
});

describe('Nobody grave goes home', () => {
  it.each<[string, Partial<Case>, Level]>([
    ['an adult at 42.0 °C', { temperature: 42 }, 'emergency'],
    ['chemotherapy with 38.6 °C', { temperature: 38.6, conditions: ['cancer'] }, 'urgent'],
    ['dialysis with 38.6 °C', { temperature: 38.6, conditions: ['dialysis'] }, 'urgent'],
    [
      '80 years, heart and diabetes, vomiting, 39.0 °C',
      {
        ageMonths: years(80),
        conditions: ['heart', 'diabetes'],
        symptoms: ['vomiting'],
        temperature: 39,
        feverDays: 1,
      },
      'urgent',
    ],
    [
      'pregnant with a pressure of 180 and headache',
      { pregnant: true, systolic: 180, symptoms: ['headache'] },
      'emergency',
    ],
    [
      '4 months at 39.5 °C',
      { ageMonths: 4, temperature: 39.5, pulse: 150, respiration: 40, feverDays: 1 },
      'doctor',
    ],
    [
      'ten days of fever at 17 months',
      { ageMonths: 17, temperature: 38, pulse: 110, respiration: 30, feverDays: 10 },
      'doctor',
    ],
    [
      'a 15-year-old whose figures are an emergency at 16',
      {
        ageMonths: years(16) - 1,
        temperature: 39.5,
        spo2: 94,
        pulse: 150,
        respiration: 29,
        systolic: 80,
        feverDays: 1,
      },
      'emergency',
    ],
    ['an adult at 39.0 °C with nothing else measured', barely({ temperature: 39 }), 'doctor'],
    ['41.0 °C always', { ageMonths: years(30), temperature: 41 }, 'emergency'],
    ['40.0 °C', { temperature: 40, feverDays: 1 }, 'doctor'],
    ['80 years with any fever', { ageMonths: years(80), temperature: 37.3, feverDays: 1 }, 'doctor'],
  ])('%s: %s', (_, given, level) => expect(levelOf(given)).toBe(level));

  it('a systolic pressure of 45 is judged as the worst that is possible, and asked again', () => {
    const line = JSON.stringify({
      age_years: 40,
      temperature: 36.8,
      spo2: 98,
      systolic: 45,
      symptoms: ['none'],
    });
    expect(assessLine(line, 1)).toMatchObject({
      level: 'urgent',
      wrong: ['systolic'],
      lowRisk: { figures: 'not-met' },
    });
    const high = JSON.stringify({ age_years: 40, temperature: 36.8, spo2: 260, symptoms: ['none'] });
    expect(assessLine(high, 1)).toMatchObject({ level: 'doctor', wrong: ['spo2'] });
  });
});

describe('The list of low risk (FIELD, section 3.1)', () => {
  it.each<[Partial<Case>, Level]>([
    [{ ageMonths: 5, pulse: 120, respiration: 35, systolic: undefined }, 'doctor'],
    [{ ageMonths: 6, pulse: 120, respiration: 35, systolic: undefined }, 'self-care'],
    [{ ageMonths: years(80) - 1 }, 'self-care'],
    [{ ageMonths: years(80) }, 'doctor'],
    [{ temperature: 35.5 }, 'self-care'],
    [{ temperature: 35.4 }, 'doctor'],
    [{ temperature: 35.9, ageMonths: years(8), pulse: 90, respiration: 24 }, 'doctor'],
    [{ temperature: 36, ageMonths: years(8), pulse: 90, respiration: 24 }, 'self-care'],
    [{ temperature: 39.9, feverDays: 1 }, 'self-care'],
    [{ temperature: 40, feverDays: 1 }, 'doctor'],
    [{ temperature: 38, feverDays: 3 }, 'self-care'],
    [{ temperature: 38, feverDays: 4 }, 'doctor'],
    [{ temperature: 38, feverDays: undefined }, 'doctor'],
    [{ oxygen: true }, 'doctor'],
    [{ spo2: 95 }, 'self-care'],
    [{ spo2: 94 }, 'doctor'],
    [{ respiration: 12 }, 'self-care'],
    [{ respiration: 11 }, 'doctor'],
    [{ respiration: 20 }, 'self-care'],
    [{ respiration: 21 }, 'doctor'],
    [{ pulse: 51 }, 'self-care'],
    [{ pulse: 50 }, 'doctor'],
    [{ pulse: 110 }, 'self-care'],
    [{ pulse: 111 }, 'doctor'],
    // The rest gives 2: pressure is asked; 3 or more is a doctor's.
    [{ pulse: 100, spo2: 95, systolic: 122 }, 'self-care'],
    [{ pulse: 100, spo2: 95, systolic: undefined }, 'doctor'],
    [{ pulse: 100, spo2: 95, systolic: 110 }, 'doctor'],
    [{ spo2: 96, ageMonths: years(8), pulse: 90, respiration: 24 }, 'self-care'],
    [{ spo2: 95, ageMonths: years(8), pulse: 90, respiration: 24 }, 'doctor'],
    [barely({ temperature: 36.8 }), 'self-care'],
    [barely({ temperature: 36.8, ageMonths: years(4) }), 'doctor'],
    [barely({ temperature: 36.8, ageMonths: years(65) }), 'doctor'],
    [barely({ temperature: 36.8, conditions: ['hypertension'] }), 'doctor'],
    [barely({ temperature: 36.8, conditions: ['unvaccinated'] }), 'self-care'],
    [{ conditions: ['cancer'] }, 'doctor'],
  ])('%j: %s', (given, level) => expect(levelOf(given)).toBe(level));

  it('says of each item whether it is met, not met, or what it lacks', () => {
    const { lowRisk } = assess(person(barely({ temperature: 38, ageMonths: years(70), oxygen: true })));
    expect(Object.keys(lowRisk)).toEqual([...lowRiskItems]);
    expect(lowRisk).toMatchObject({
      age: 'met',
      flags: 'met',
      air: 'not-met',
      temperature: 'met',
      'fever-days': ['feverDays'],
      vitals: ['spo2', 'pulse', 'respiration'],
      illness: 'met',
    });
  });

  it.each<[LowRiskItem, Partial<Case>, Partial<Case>]>([
    ['age', { ageMonths: years(80) - 1 }, { ageMonths: years(80) }],
    ['age', { ageMonths: 6 }, { ageMonths: 5 }],
    ['air', { oxygen: false }, { oxygen: true }],
    ['temperature', { temperature: 39.9 }, { temperature: 40 }],
    ['temperature', { temperature: 35.5 }, { temperature: 35.4 }],
    ['fever-days', { temperature: 38, feverDays: 3 }, { temperature: 38, feverDays: 4 }],
    ['vitals', { spo2: 95 }, { spo2: 94 }],
    ['vitals', { pulse: 110 }, { pulse: 111 }],
    ['vitals', { respiration: 20 }, { respiration: 21 }],
    ['illness', { conditions: ['diabetes'] }, { conditions: ['dialysis'] }],
    ['pregnancy', { pregnant: true }, { pregnant: true, temperature: 37.3 }],
    ['flags', {}, { symptoms: ['breathless'] }],
    ['figures', {}, { impossible: ['systolic'] }],
  ])('%s is met by %j, not by %j, whatever other rules say', (item, met, not) => {
    expect(assess(person(met)).lowRisk[item]).toBe('met');
    expect(assess(person(not)).lowRisk[item]).toBe('not-met');
  });

  it('asks first for what would let somebody go home; of who can’t, for what is missing first', () => {
    const feverish = barely({ temperature: 38, spo2: 97, pulse: 80, respiration: 16, feverDays: undefined });
    expect(assess(person(feverish)).next).toBe('feverDays');
    expect(assess(person({ ...feverish, spo2: 93, respiration: undefined })).next).toBe('respiration');
  });
});

describe('Bedside PEWS (Parshuram 2009, table 1, as FIELD 3.3 quotes it)', () => {
  const ages = [1, 6, 24, years(8), years(13)];
  const pulses = [
    [
      [111, 149],
      [150, 110],
      [180, 90],
      [190, 80],
    ],
    [
      [101, 149],
      [150, 100],
      [170, 80],
      [180, 70],
    ],
    [
      [91, 119],
      [120, 90],
      [150, 70],
      [170, 60],
    ],
    [
      [71, 109],
      [110, 70],
      [130, 60],
      [150, 50],
    ],
    [
      [61, 99],
      [100, 60],
      [120, 50],
      [140, 40],
    ],
  ] as const;
  const breaths = [
    [
      [30, 60],
      [61, 29],
      [81, 19],
      [91, 15],
    ],
    [
      [25, 50],
      [51, 24],
      [71, 19],
      [81, 15],
    ],
    [
      [20, 40],
      [41, 19],
      [61, 15],
      [71, 12],
    ],
    [
      [20, 30],
      [31, 19],
      [41, 14],
      [51, 10],
    ],
    [
      [12, 16],
      [17, 11],
      [23, 10],
      [30, 9],
    ],
  ] as const;
  const points = [0, 1, 2, 4];

  it.each(ages.map((ageMonths, row) => [ageMonths, row] as const))('at %i months', (ageMonths, row) => {
    const of = (given: Partial<Case>) => pews(person({ ageMonths, ...given })).scores;
    for (const [index, limits] of pulses[row]!.entries())
      for (const pulse of limits) expect(of({ pulse }).pulse).toBe(points[index]);
    for (const [index, limits] of breaths[row]!.entries())
      for (const respiration of limits) expect(of({ respiration }).respiration).toBe(points[index]);
  });

  it.each([
    [101, 0],
    [129, 0],
    [130, 1],
    [100, 1],
    [150, 2],
    [85, 2],
    [190, 4],
    [75, 4],
  ])('over 12 years, systolic %i scores %i', (systolic, score) =>
    expect(pews(person({ ageMonths: years(12), systolic })).scores.systolic).toBe(score),
  );

  it('takes the fever’s share off a fast pulse, and makes no normal one slow', () => {
    const of = (temperature: number, pulse: number) =>
      pews(person({ ageMonths: 24, temperature, pulse })).scores.pulse;
    expect(of(37.5, 139)).toBe(1);
    expect(of(39.5, 139)).toBe(0);
    expect(of(39.5, 140)).toBe(1);
    expect(of(40, 91)).toBe(0);
  });

  it.each<[Partial<Case>, Level | undefined]>([
    [{ pulse: 90, respiration: 24 }, undefined],
    [{ pulse: 110, respiration: 24 }, undefined],
    [{ pulse: 110, respiration: 31 }, 'doctor'],
    [{ pulse: 130, respiration: 24 }, 'doctor'],
    [{ pulse: 130, respiration: 41 }, 'urgent'],
    [{ pulse: 150, respiration: 24 }, 'emergency'],
    [{ pulse: 130, respiration: 41, oxygen: true, spo2: 92 }, 'emergency'],
  ])('at 8 years %j: %s', (given, level) =>
    expect(verdictOf('pews', { ageMonths: years(8), ...given })).toBe(level),
  );
});

describe('Children (FIELD, section 3.3)', () => {
  it.each([
    [0, 60],
    [11, 70],
    [12, 72],
    [years(9), 88],
    [years(10), 90],
    [years(15), 90],
  ])('at %i months a systolic pressure below %i is shock', (ageMonths, limit) => {
    expect(verdictOf('child-shock', { ageMonths, systolic: limit })).toBeUndefined();
    expect(verdictOf('child-shock', { ageMonths, systolic: limit - 1 })).toBe('emergency');
  });

  it.each([
    [11, 160],
    [12, 150],
    [23, 150],
    [24, 140],
    [59, 140],
  ])('at %i months a pulse over %i is amber', (ageMonths, limit) => {
    expect(verdictOf('child-pulse', { ageMonths, pulse: limit })).toBeUndefined();
    expect(verdictOf('child-pulse', { ageMonths, pulse: limit + 1 })).toBe('doctor');
  });

  it.each([
    [96, 'self-care'],
    [95, 'doctor'],
    [94, 'doctor'],
    [93, 'urgent'],
    [90, 'urgent'],
    [89, 'emergency'],
  ] as const)('SpO₂ %i: %s', (spo2, level) =>
    expect(levelOf({ ageMonths: years(8), pulse: 90, respiration: 24, spo2 })).toBe(level),
  );

  it.each([
    [0, 38, 'emergency'],
    [1, 38, 'urgent'],
    [2, 38, 'urgent'],
    [3, 38.9, undefined],
    [3, 39, 'doctor'],
    [5, 39, 'doctor'],
    [6, 39, undefined],
  ] as const)('at %i months, %f °C: %s', (ageMonths, temperature, level) => {
    const found = [
      verdictOf('infant-fever', { ageMonths, temperature }),
      verdictOf('half-year-fever', { ageMonths, temperature }),
    ].filter(Boolean);
    expect(found[0]).toBe(level);
  });
});

describe('Adults and everybody (FIELD, sections 3.2 and 3.4)', () => {
  it('known hypercapnic failure is judged by scale 2 alone', () => {
    const one = { conditions: ['hypercapnic'] as const, oxygen: false };
    for (const spo2 of [88, 90, 92])
      expect(levelOf({ ...one, conditions: ['hypercapnic'], spo2 })).toBe('self-care');
    expect(levelOf({ conditions: ['hypercapnic'], spo2: 83 })).toBe('urgent');
    expect(levelOf({ spo2: 90 })).toBe('urgent');
  });

  it.each<[Partial<Case>, Level | undefined]>([
    [{ systolic: 179 }, undefined],
    [{ systolic: 180 }, 'doctor'],
    [{ systolic: 180, symptoms: ['headache'] }, 'urgent'],
    [{ systolic: 180, ageMonths: years(15) }, 'doctor'],
  ])('pressure %j: %s', (given, level) => expect(verdictOf('pressure-180', given)).toBe(level));

  it.each<[Partial<Case>, Level | undefined]>([
    [{ pregnant: true, systolic: 159 }, undefined],
    [{ pregnant: true, systolic: 160 }, 'urgent'],
    [{ pregnant: true, systolic: 160, symptoms: ['headache'] }, 'emergency'],
    [{ systolic: 160 }, undefined],
  ])('in pregnancy %j: %s', (given, level) => expect(verdictOf('pregnancy-pressure', given)).toBe(level));

  it.each<[Partial<Case>, Level | undefined]>([
    [{ temperature: 38, feverDays: 3 }, undefined],
    [{ temperature: 38, feverDays: 4 }, 'doctor'],
    [{ temperature: 37, feverReported: true, feverDays: 4 }, 'doctor'],
    [{ temperature: 37, feverDays: 4 }, undefined],
  ])('days of fever %j: %s', (given, level) => expect(verdictOf('fever-days', given)).toBe(level));

  it.each<[Partial<Case>, Level | undefined]>([
    [{ pulse: 111, spo2: 95, temperature: 37 }, undefined],
    [{ pulse: 111, spo2: 95, temperature: 37.3 }, 'doctor'],
    [{ pulse: 111, spo2: 95, temperature: 37, systolic: 110 }, 'doctor'],
  ])('a total of 4, or 3 with fever %j: %s', (given, level) =>
    expect(verdictOf('news2-some', given)).toBe(level),
  );

  it('diabetes with vomiting is urgent', () => {
    expect(levelOf({ conditions: ['diabetes'], symptoms: ['vomiting'] })).toBe('urgent');
    expect(levelOf({ symptoms: ['vomiting'] })).toBe('self-care');
  });
});
