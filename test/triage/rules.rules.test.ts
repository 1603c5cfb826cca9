import { describe, expect, it } from 'vitest';
import { assess, rulesOf } from '../../src/triage/domain/assess.js';
import { newestEdition } from '../../src/triage/domain/editions.js';
import type { Case } from '../../src/triage/domain/case.js';
import { complaints, signs } from '../../src/triage/domain/complaints.js';
import { fastRespiration } from '../../src/triage/domain/rules/children.js';
import type { Level } from '../../src/triage/domain/level.js';
import { childFlags, doctorFlags, emergencyFlags, urgentFlags } from '../../src/triage/domain/symptoms.js';
import { unlikely } from '../../src/triage/domain/vitals.js';
import { person, years } from '../support/person.js';

const rules = rulesOf[newestEdition];

const fired = (given: Partial<Case>) => assess(person(given)).fired.map(({ rule }) => rule);
const levelOf = (given: Partial<Case>) => assess(person(given)).level;

describe('A well person who was measured', () => {
  it('may go home with advice', () => {
    expect(assess(person())).toMatchObject({
      ruleSet: newestEdition,
      level: 'self-care',
      fired: [],
      unjudged: [],
      missing: [],
    });
  });
});

describe('Red flags at any age (FIELD, section 3)', () => {
  const fevered = { temperature: 37.3 };

  it.each(emergencyFlags)('%s is an emergency', (flag) => {
    for (const ageMonths of [1, years(4), years(15), years(16), years(80)])
      expect(levelOf({ ...fevered, ageMonths, symptoms: [flag] })).toBe('emergency');
  });

  it.each(urgentFlags)('%s is urgent', (flag) => {
    for (const ageMonths of [5, years(4), years(15), years(16), years(80)])
      expect(levelOf({ ageMonths, symptoms: [flag] })).toBe('urgent');
  });

  it.each(['rash', 'stiff-neck'] as const)('%s counts with fever, or while fever is unknown', (flag) => {
    expect(levelOf({ symptoms: [flag], temperature: 37.2 })).toBe('urgent');
    expect(levelOf({ symptoms: [flag], temperature: 37.3 })).toBe('emergency');
    expect(levelOf({ symptoms: [flag], temperature: 37.2, feverReported: true })).toBe('emergency');
    expect(levelOf({ symptoms: [flag], temperature: undefined })).toBe('emergency');
  });

  it.each(['confusion', 'voice', 'pain', 'unresponsive'] as const)(
    'consciousness %s is an emergency',
    (consciousness) => {
      expect(fired({ consciousness })).toContain('not-alert');
      expect(levelOf({ consciousness, ageMonths: years(2) })).toBe('emergency');
    },
  );

  it.each([
    [38.5, 9, false],
    [38.6, 3, false],
    [38.6, 4, true],
  ])('%f °C for %i days: urgent %s', (temperature, feverDays, urgent) => {
    expect(fired({ temperature, feverDays }).includes('high-fever-days')).toBe(urgent);
  });

  it.each([
    [37.2, false, 'doctor'],
    [37.3, false, 'urgent'],
    [36.5, true, 'urgent'],
  ] as const)(
    '%f °C, fever reported %s, immunocompromised, on dialysis or with cancer: %s',
    (temperature, feverReported, level) => {
      for (const illness of ['immunocompromised', 'dialysis', 'cancer'] as const)
        expect(levelOf({ temperature, feverReported, conditions: [illness] })).toBe(level);
    },
  );

  it.each([
    [37.2, false, 'self-care'],
    [37.3, false, 'doctor'],
    [37.9, false, 'doctor'],
    [38.0, false, 'urgent'],
    [36.5, true, 'doctor'],
  ] as const)('%f °C, fever reported %s, pregnant: %s', (temperature, feverReported, level) =>
    expect(levelOf({ temperature, feverReported, feverDays: 1, pregnant: true })).toBe(level),
  );

  it.each([
    [0, 38.0, true],
    [2, 38.0, true],
    [2, 37.9, false],
    [3, 38.0, false],
  ])('at %i months, %f °C: infant fever %s', (ageMonths, temperature, fires) => {
    expect(fired({ ageMonths, temperature }).includes('infant-fever')).toBe(fires);
  });

  it('that nobody asked about are missing, and nobody goes home so', () => {
    const found = assess(person({ flagsAsked: false }));
    expect(found).toMatchObject({ level: 'doctor', missing: ['flags'], next: 'flags' });
    expect(found.fired).toMatchObject([{ rule: 'not-low-risk' }]);
  });
});

describe('Severe COVID-19 of adults (protocol, 10th edition)', () => {
  it.each([
    [{ respiration: 29 }, 'covid-adult-respiration', false],
    [{ respiration: 30 }, 'covid-adult-respiration', true],
    [{ spo2: 94 }, 'covid-adult-spo2', false],
    [{ spo2: 93 }, 'covid-adult-spo2', true],
    [{ pao2Fio2: 301 }, 'covid-adult-pao2', false],
    [{ pao2Fio2: 300 }, 'covid-adult-pao2', true],
    [{ lesionGrowth: 50 }, 'covid-adult-lesions', false],
    [{ lesionGrowth: 51 }, 'covid-adult-lesions', true],
    [{ spo2: 93, ageMonths: years(16) }, 'covid-adult-spo2', true],
    [{ spo2: 93, ageMonths: years(16) - 1 }, 'covid-adult-spo2', false],
  ] as const)('%j: %s %s', (given, rule, fires) => {
    expect(fired(given).includes(rule)).toBe(fires);
    if (fires) expect(levelOf(given)).not.toMatch(/self-care|doctor/);
  });
});

describe('Severe COVID-19 of children (protocol, 8th and 9th editions)', () => {
  it.each([
    [0, 60],
    [1, 60],
    [2, 50],
    [11, 50],
    [12, 40],
    [59, 40],
    [60, 30],
    [191, 30],
  ])('at %i months, respiration is fast from %i', (ageMonths, limit) => {
    expect(fastRespiration(ageMonths)).toBe(limit);
    const judged = (given: Partial<Case>) =>
      rules.find(({ id }) => id === 'child-respiration')!.judge(person({ ageMonths, ...given })).level;
    expect(judged({ respiration: limit - 1 })).toBeUndefined();
    // A first count is a doctor's, to be counted again; an infant without fever has no other reason for it.
    expect(judged({ respiration: limit })).toBe(ageMonths < 2 ? 'urgent' : 'doctor');
    expect(judged({ respiration: limit, spo2: 95 })).toBe('urgent');
    expect(judged({ respiration: limit, spo2: 96, symptoms: ['chest-indrawing'] })).toBe('urgent');
    expect(judged({ respiration: limit, temperature: 40 })).toBe('doctor');
  });

  it.each([
    [{ spo2: 94 }, 'covid-child-spo2', false],
    [{ spo2: 93 }, 'covid-child-spo2', true],
    [{ temperature: 38.6, feverDays: 3 }, 'covid-child-fever', false],
    [{ temperature: 38.6, feverDays: 4 }, 'covid-child-fever', true],
    [{ temperature: 38.5, feverDays: 4 }, 'covid-child-fever', false],
    [{ symptoms: ['fever-persists'] }, 'covid-child-fever', true],
    [{ symptoms: ['nasal-flaring'] }, 'covid-child-breathing', true],
    [{ symptoms: ['chest-indrawing'] }, 'covid-child-breathing', true],
    [{ symptoms: ['wheeze'] }, 'covid-child-breathing', true],
    [{ symptoms: ['stridor'] }, 'covid-child-breathing', true],
    [{ symptoms: ['lethargic'] }, 'covid-child-lethargy', true],
    [{ symptoms: ['convulsion'] }, 'covid-child-lethargy', true],
    [{ symptoms: ['refuses-feeds'] }, 'covid-child-feeding', true],
    [{ symptoms: ['dehydration'] }, 'covid-child-feeding', true],
  ] as const)('%j: %s %s', (given, rule, fires) => {
    const child = { ageMonths: years(8), ...given } as Partial<Case>;
    expect(fired(child).includes(rule)).toBe(fires);
    expect(fired({ ...child, ageMonths: years(16) }).includes(rule)).toBe(false);
    if (fires) expect(levelOf(child)).not.toMatch(/self-care|doctor/);
  });
});

describe('Danger signs of young children (WHO IMCI)', () => {
  it.each([
    ['cannot-drink', 'imci-cannot-drink', 'emergency'],
    ['vomits-everything', 'imci-vomits', 'emergency'],
    ['convulsion', 'imci-convulsion', 'emergency'],
    ['lethargic', 'imci-lethargic', 'emergency'],
    ['chest-indrawing', 'imci-indrawing', 'urgent'],
    ['stridor', 'imci-stridor', 'urgent'],
  ] as const)('%s: %s, %s under five', (symptom, rule, level) => {
    expect(fired({ ageMonths: 59, symptoms: [symptom] })).toContain(rule);
    expect(levelOf({ ageMonths: 59, symptoms: [symptom] })).toBe(level);
    expect(fired({ ageMonths: 60, symptoms: [symptom] })).not.toContain(rule);
  });

  it.each([
    [1, 35.4, true],
    [1, 35.5, false],
    [2, 35.4, false],
  ])('at %i months, %f °C: cold %s', (ageMonths, temperature, fires) => {
    expect(fired({ ageMonths, temperature }).includes('imci-cold-infant')).toBe(fires);
  });
});

describe('Key populations (国卫明电〔2022〕509号)', () => {
  it.each([
    [{ ageMonths: years(65) }, true],
    [{ ageMonths: years(65) - 1 }, false],
    [{ pregnant: true }, true],
    [{ conditions: ['dialysis'] }, true],
    [{ conditions: ['diabetes'] }, true],
    [{ conditions: ['unvaccinated'] }, true],
    [{}, false],
  ] as const)('%j: watched more closely %s', (given, watched) => {
    expect(fired({ ...given, spo2: 92 }).includes('key-population-spo2')).toBe(watched);
    // Strictly under 93; at 93 severe COVID-19 fires under its own name.
    expect(fired({ ...given, spo2: 93 })).not.toContain('key-population-spo2');
    expect(fired({ ...given, spo2: 93 })).toContain('covid-adult-spo2');
  });
});

describe('What was not measured', () => {
  it.each([
    [{ temperature: undefined }, 'doctor'],
    [{ spo2: undefined }, 'self-care'],
    [{ spo2: undefined, ageMonths: years(65) - 1 }, 'self-care'],
    [{ spo2: undefined, ageMonths: years(65) }, 'doctor'],
    [{ spo2: undefined, pregnant: true }, 'doctor'],
    [{ spo2: undefined, conditions: ['diabetes'] }, 'doctor'],
    [{ spo2: undefined, conditions: ['unvaccinated'] }, 'self-care'],
    [{ spo2: undefined, ageMonths: 30, pulse: 110, respiration: 30 }, 'doctor'],
    [{ spo2: undefined, ageMonths: years(5), pulse: 90, respiration: 22 }, 'self-care'],
    [
      { pulse: undefined, systolic: undefined, respiration: undefined, consciousness: undefined },
      'self-care',
    ],
  ] as const)('%j: %s', (given, level) => expect(levelOf(given)).toBe(level));

  it('in pregnancy, a value that scores 3 in any adult is urgent', () => {
    expect(levelOf({ pregnant: true, respiration: 24 })).toBe('doctor');
    expect(levelOf({ pregnant: true, respiration: 25 })).toBe('urgent');
  });
});

describe('Rules of the house', () => {
  it.each([...emergencyFlags, ...urgentFlags, ...childFlags])(
    '%s is at least urgent at any age, fever or none',
    (flag) => {
      for (const ageMonths of [1, years(7), years(40), years(80)])
        for (const temperature of [36.5, 38.4, undefined])
          expect(levelOf({ ageMonths, temperature, symptoms: [flag] })).toMatch(/urgent|emergency/);
    },
  );

  it('an infant whose fever was only reported is urgent, in the first month an emergency', () => {
    const well = { temperature: 37.2, feverReported: true, pulse: 130, respiration: 40 };
    expect(levelOf({ ...well, ageMonths: 2 })).toBe('urgent');
    expect(levelOf({ ...well, ageMonths: 0 })).toBe('emergency');
  });

  it.each([
    [{ pregnant: true, respiration: 22, spo2: 94, pulse: 115, systolic: 98 }, 'emergency'],
    [{ pregnant: true, respiration: 22, spo2: 94, pulse: 115 }, 'urgent'],
    [{ pregnant: true, pulse: 95 }, 'self-care'],
  ] as const)('%j: %s', (given, level) => expect(levelOf(given)).toBe(level));
});

describe('Six weeks after birth (FIELD, sections 3.1, 3.2 and 3.4)', () => {
  it.each([
    [{ temperature: 37.2 }, 'self-care'],
    [{ temperature: 37.3, feverDays: 1 }, 'doctor'],
    [{ temperature: 37.9, feverDays: 1 }, 'doctor'],
    [{ temperature: 38, feverDays: 1 }, 'urgent'],
    [{ systolic: 159, diastolic: 109 }, 'self-care'],
    [{ systolic: 160 }, 'urgent'],
    [{ diastolic: 110 }, 'urgent'],
    [{ temperature: 36.8, spo2: undefined }, 'doctor'],
  ] as const)('%j: %s', (given, level) =>
    expect(levelOf({ ageMonths: years(30), conditions: ['after-birth'], ...given })).toBe(level),
  );
});

describe('The rules', () => {
  it('have each an id of their own', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it('can each fire', () => {
    const worst: Partial<Case> = {
      symptoms: [
        ...emergencyFlags,
        ...urgentFlags,
        ...doctorFlags,
        ...childFlags,
        ...signs,
        'vomiting',
        'headache',
      ],
      pain: 10,
      sugar: 30,
      consciousness: 'pain',
      respiration: 70,
      spo2: 70,
      systolic: 80,
      pulse: 140,
      feverDays: 6,
      pao2Fio2: 200,
      lesionGrowth: 90,
      conditions: ['immunocompromised', 'cancer', 'dialysis', 'diabetes'],
    };
    const seen = new Set([
      ...fired({ ...worst, temperature: 39.5 }),
      ...fired({ ...worst, temperature: 39.5, pregnant: true }),
      ...fired({ ...worst, temperature: 39.5, ageMonths: 1 }),
      ...fired({ ...worst, temperature: 34, ageMonths: 1 }),
      ...fired({ temperature: undefined }),
      ...fired({ ...worst, temperature: 41, systolic: 185 }),
      ...fired({ ...worst, temperature: 39.5, systolic: 160, pregnant: true }),
      ...fired({ ...worst, temperature: 39.5, ageMonths: years(13) }),
      ...complaints.flatMap((complaint) => fired({ complaint, temperature: 39 })),
      ...fired({ ageMonths: 4, temperature: 39, pulse: 170, systolic: 60 }),
      ...fired({ ageMonths: 24, complaint: 'fit' }),
      ...fired({ ageMonths: 24, complaint: 'ear' }),
      ...fired({ ageMonths: 24, complaint: 'vomiting-diarrhoea', illDays: 14 }),
    ]);
    expect(rules.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });

  it('put the gravest reason first', () => {
    const levels: Level[] = assess(
      person({ symptoms: ['chest-pain', 'stroke'], spo2: undefined, ageMonths: years(70) }),
    ).fired.map(({ level }) => level);
    expect(levels).toEqual(['emergency', 'urgent', 'urgent', 'doctor']);
  });
});

describe('A value that is possible but unlikely', () => {
  it.each([
    [{ temperature: 42 }, years(40), []],
    [{ temperature: 42.1 }, years(40), ['temperature']],
    [
      { temperature: 33.9, spo2: 74, pulse: 181, respiration: 46, systolic: 231 },
      years(40),
      ['temperature', 'spo2', 'pulse', 'respiration', 'systolic'],
    ],
    [{ pulse: 181, respiration: 46 }, 12, []],
    [{ pulse: 181 }, 60, ['pulse']],
    [{}, 12, []],
  ] as const)('%j at %i months: %j', (vitals, ageMonths, figures) =>
    expect(unlikely(vitals, ageMonths)).toEqual(figures),
  );
});
