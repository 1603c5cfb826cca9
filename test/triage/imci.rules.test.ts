import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/triage/domain/assess.js';
import type { Case } from '../../src/triage/domain/case.js';
import { type Level, rank } from '../../src/triage/domain/level.js';
import type { Symptom } from '../../src/triage/domain/symptoms.js';
import { person } from '../support/person.js';

/*
 * WHO IMCI for 2 to 59 months, in our own words after the logic of WorldHealthOrganization/smart-emcare (spreadsheet
 * input/l2/xls_form_iraq_v1.xlsx at 750268b, and Annex A of 9412a35; its generated CQL drops alternatives and is not
 * followed). Pink is a referral, yellow a treatment that a counter's doctor gives, green is care at home.
 */
type Colour = 'pink' | 'yellow' | 'green';

const shows = (one: Case, ...symptoms: Symptom[]) =>
  symptoms.some((symptom) => one.symptoms.includes(symptom));

const dangerSigns: Symptom[] = ['convulsion', 'lethargic', 'cannot-drink', 'vomits-everything', 'confused'];

function imci(one: Case): { colour: Colour; why: string } {
  const { ageMonths, complaint, illDays = 0, respiration = 0, temperature = 37, spo2 = 95 } = one;
  const fever = temperature >= 37.5 || one.feverReported === true;
  const cough = shows(one, 'cough') || complaint === 'cough';
  const diarrhoea = shows(one, 'diarrhoea') || complaint === 'vomiting-diarrhoea';
  const pink = (why: string) => ({ colour: 'pink' as const, why });
  const yellow = (why: string) => ({ colour: 'yellow' as const, why });

  if (shows(one, ...dangerSigns) || complaint === 'fit') return pink('danger sign');
  if (cough && (shows(one, 'stridor') || spo2 < 90)) return pink('severe pneumonia');
  if (diarrhoea && shows(one, 'dehydration')) return pink('severe dehydration');
  if (fever && shows(one, 'stiff-neck')) return pink('very severe febrile disease');
  if (fever && shows(one, 'hot-skin')) return pink('infection of bone or joint');
  if (complaint === 'ear' && shows(one, 'ear-swelling')) return pink('mastoiditis');
  const fast = respiration >= (ageMonths < 12 ? 50 : 40);
  if (cough && (fast || shows(one, 'chest-indrawing'))) return yellow('pneumonia');
  if (diarrhoea && illDays >= 14) return yellow('persistent diarrhoea');
  if (cough && illDays >= 14) return yellow('cough of two weeks');
  if (shows(one, 'bloody-stool') || complaint === 'blood-in-stool') return yellow('dysentery');
  if (complaint === 'ear') return yellow('ear infection');
  if (fever && (one.feverDays ?? 0) >= 7) return yellow('fever of a week');
  return { colour: 'green', why: 'none' };
}

/** Where we are higher than IMCI, by the rule that says so, and why: each must occur, and no other may. */
const higher: Readonly<Record<string, string>> = {
  pews: 'a score by age of pulse and breathing, which IMCI does not have',
  'child-pulse': 'NICE NG143: a fast pulse is amber',
  'child-respiration':
    'fast breathing without a cough counts too; with SpO₂ ≤ 95 or a hard breath it is urgent',
  'child-spo2-amber': 'NICE NG143: SpO₂ ≤ 95 is amber; IMCI looks below 90 only',
  'child-spo2-low': 'SpO₂ below 90 without a cough',
  'covid-child-spo2': 'protocol, 9th edition: SpO₂ ≤ 93 is severe',
  'covid-child-breathing': 'protocol, 9th edition: flaring, indrawing are severe',
  'covid-child-fever': 'protocol, 9th edition: over 38.5 °C beyond three days',
  'covid-child-feeding': 'protocol, 9th edition: refuses feeds',
  'infant-fever': 'NICE NG143: under 3 months 38.0 °C is red; IMCI has no band of 2 to 3 months',
  'half-year-fever': 'NICE NG143: 3 to 6 months with 39.0 °C is amber',
  'fever-days': 'fever for more than three days is a doctor’s; IMCI waits a week',
  'high-fever-days': 'home-care guidance: over 38.5 °C beyond three days',
  'temperature-40': 'a rule of FIELD 3.4: 40.0 °C',
  'temperature-41': 'a rule of FIELD 3.4: 41.0 °C always',
  'imci-indrawing': 'indrawing is urgent with us; the chart booklet of 2014 treats it at home',
  'imci-stridor': 'stridor without a cough',
  'flag-seen': 'a red flag that is seen is urgent at any temperature',
  'flag-dehydration': 'severe dehydration is told as one flag, with diarrhoea or not',
  'flag-stiff-neck': 'a stiff neck with 37.3 °C; IMCI’s fever begins at 37.5',
  'sign-hot-skin': 'a hot joint or skin without fever is a doctor’s',
  'sign-ear-swelling': 'the same sign, at any age',
  'imci-joint': 'the same with us',
  'imci-mastoiditis': 'swelling behind the ear, whatever the complaint',
  'not-low-risk': 'the list of low risk: under 6 months, something missing, a figure outside of normal',
};

/** What each colour is at least with us. */
const least: Record<Colour, Level> = { pink: 'urgent', yellow: 'doctor', green: 'self-care' };

const signs: readonly Symptom[] = [
  ...dangerSigns,
  'cough',
  'diarrhoea',
  'stridor',
  'chest-indrawing',
  'wheeze',
  'dehydration',
  'stiff-neck',
  'hot-skin',
  'ear-swelling',
  'bloody-stool',
];

const child: fc.Arbitrary<Case> = fc
  .record({
    ageMonths: fc.constantFrom(2, 3, 5, 6, 11, 12, 24, 47, 48, 59),
    symptoms: fc.subarray([...signs], { maxLength: 2 }),
    complaint: fc.constantFrom<Case['complaint']>(
      undefined,
      undefined,
      'cough',
      'vomiting-diarrhoea',
      'blood-in-stool',
      'ear',
      'fit',
      'limb',
    ),
    illDays: fc.constantFrom(undefined, 1, 10, 13, 14, 20),
    temperature: fc.constantFrom(36.8, 37.3, 37.4, 37.5, 38, 38.5, 38.6, 39.9, 40, 41.2),
    feverDays: fc.constantFrom(1, 3, 4, 7),
    spo2: fc.constantFrom(88, 89, 90, 93, 94, 95, 96, 98),
    respiration: fc.constantFrom(20, 30, 39, 40, 49, 50, 51, 71, 75),
    pulse: fc.constantFrom(95, 115, 120, 145, 165, 175),
  })
  .map((given) => person({ ...given, signsAsked: true, systolic: undefined }));

describe('WHO IMCI, 2 to 59 months', () => {
  it('is never graver than we are', () => {
    const seen = { pink: 0, yellow: 0, green: 0 };
    fc.assert(
      fc.property(child, (one) => {
        const { colour, why } = imci(one);
        seen[colour] += 1;
        const { level } = assess(one);
        expect({ why, isLower: rank(level) < rank(least[colour]) }).toEqual({ why, isLower: false });
      }),
      { numRuns: 20_000 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(500);
  });

  it('is milder only for reasons that are written down here, each of which occurs', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(child, (one) => {
        const { colour } = imci(one);
        const { level, fired } = assess(one);
        const expected = colour === 'pink' ? 'emergency' : least[colour];
        if (rank(level) <= rank(expected)) return;
        for (const { rule, level: of } of fired)
          if (rank(of) > rank(expected)) {
            met.add(rule);
            expect(Object.keys(higher)).toContain(rule);
          }
      }),
      // Of one seed: the last line asks that each occurs.
      { numRuns: 20_000, seed: 1 },
    );
    expect(Object.keys(higher).filter((rule) => !met.has(rule))).toEqual([]);
  });

  it.each<[string, Partial<Case>, Level]>([
    ['mastoiditis', { complaint: 'ear', symptoms: ['ear-swelling'] }, 'urgent'],
    ['an ear that hurts', { complaint: 'ear' }, 'doctor'],
    ['a fit earlier in this illness', { complaint: 'fit' }, 'emergency'],
    ['13 days of diarrhoea', { complaint: 'vomiting-diarrhoea', illDays: 13 }, 'doctor'],
    [
      '14 days of diarrhoea with fever',
      { symptoms: ['diarrhoea'], illDays: 14, temperature: 38, feverDays: 1 },
      'doctor',
    ],
    ['14 days of cough', { symptoms: ['cough'], illDays: 14 }, 'doctor'],
    ['blood in the stool', { complaint: 'vomiting-diarrhoea', symptoms: ['bloody-stool'] }, 'doctor'],
    [
      'a hot joint with fever',
      { complaint: 'limb', symptoms: ['hot-skin'], temperature: 38, feverDays: 1 },
      'urgent',
    ],
    ['a hot joint without', { complaint: 'limb', symptoms: ['hot-skin'] }, 'doctor'],
    ['a cough of two days', { symptoms: ['cough'], illDays: 2 }, 'self-care'],
  ])('at 24 months, %s: %s', (_, given, level) =>
    expect(
      assess(
        person({
          ageMonths: 24,
          signsAsked: true,
          pulse: 110,
          respiration: 28,
          systolic: undefined,
          ...given,
        }),
      ).level,
    ).toBe(level),
  );

  it('is not asked of a child of five years', () => {
    const at = (ageMonths: number) =>
      assess(person({ ageMonths, complaint: 'ear', signsAsked: true, pulse: 95, respiration: 22 })).level;
    expect([at(59), at(60)]).toEqual(['doctor', 'self-care']);
  });
});
