import { describe, expect, it } from 'vitest';
import { assess } from '../../src/triage/domain/assess.js';
import type { Case } from '../../src/triage/domain/case.js';
import { type Complaint, complaints, type Sign, signs, signsOf } from '../../src/triage/domain/complaints.js';
import type { Level } from '../../src/triage/domain/level.js';
import { person, years } from '../support/person.js';

const levelOf = (given: Partial<Case>) => assess(person(given)).level;

describe('What a complaint’s questions find (FIELD, sections 3.4 and 3.5)', () => {
  it.each<[Sign, Level, Partial<Case>?]>([
    ['broken-sentences', 'urgent'],
    ['reliever-often', 'urgent'],
    ['worst-headache', 'emergency'],
    ['sight-sudden', 'urgent'],
    ['fainted', 'urgent'],
    ['irregular-heart', 'urgent'],
    ['rigid-belly', 'urgent'],
    ['black-stool-faint', 'emergency'],
    ['pregnancy-possible', 'urgent'],
    ['testicular-pain', 'urgent'],
    ['no-urine', 'urgent', { ageMonths: years(16) }],
    ['no-urine', 'urgent', { ageMonths: years(3), pulse: 100, respiration: 26, systolic: undefined }],
    ['child-diarrhoea', 'urgent', { ageMonths: years(16) - 1 }],
    ['child-diarrhoea', 'doctor', { ageMonths: years(16) }],
    ['deep-breathing', 'urgent', { conditions: ['diabetes'] }],
    ['deep-breathing', 'doctor'],
    ['hot-skin', 'doctor'],
    ['leg-swollen', 'doctor'],
    ['head-injury-signs', 'emergency'],
    ['new-weakness', 'doctor', { ageMonths: years(65) }],
    ['self-harm', 'urgent'],
    ['harmed', 'urgent'],
    ['after-operation', 'self-care', { temperature: 37.2 }],
    ['after-operation', 'doctor', { temperature: 37.3, feverDays: 1 }],
    ['heat-effort', 'doctor', { temperature: 39.9, feverDays: 1 }],
    ['heat-effort', 'emergency', { temperature: 40, feverDays: 1 }],
    // Nobody knows how hot: the worst is taken.
    ['heat-effort', 'emergency', { temperature: undefined }],
    ['pregnancy-bleeding', 'urgent', { pregnant: true }],
    ['pregnancy-pain', 'urgent', { pregnant: true }],
    ['pregnancy-dizzy', 'urgent', { pregnant: true }],
    ['pregnancy-movements', 'urgent', { pregnant: true }],
    ['pregnancy-movements', 'emergency', { pregnant: true, systolic: 160 }],
    // Not in the sources yet: a doctor's, and no more.
    ['throat-one-side', 'doctor'],
    ['cannot-walk', 'doctor'],
    ['back-numb', 'doctor'],
    ['face-swelling', 'doctor'],
    ['ear-swelling', 'doctor'],
    ['burn-bite', 'doctor'],
  ])('%s: %s', (sign, level, given = {}) => expect(levelOf({ ...given, symptoms: [sign] })).toBe(level));

  const child = { ageMonths: years(4), pulse: 100, respiration: 26, systolic: undefined };

  it.each<[Sign]>([['dry-mouth'], ['no-tears'], ['weak-cry'], ['not-themselves'], ['parents-worried']])(
    'of a child %s is a doctor’s, with another of these urgent (NICE NG143)',
    (sign) => {
      const other = sign === 'dry-mouth' ? 'no-tears' : 'dry-mouth';
      expect(levelOf({ ...child, symptoms: [sign] })).toBe('doctor');
      expect(levelOf({ ...child, symptoms: [sign, other] })).toBe('urgent');
    },
  );

  it.each<[Complaint, Level, Partial<Case>?]>([
    ['chest', 'urgent'],
    ['heart-racing', 'urgent'],
    ['faint', 'urgent'],
    ['poisoning', 'emergency'],
    ['head-injury', 'doctor'],
    ['eye', 'doctor'],
    ['other', 'doctor'],
    ['urinary', 'self-care', { temperature: 37.2 }],
    ['urinary', 'doctor', { temperature: 37.3, feverDays: 1 }],
    ['mind', 'doctor'],
    ['sugar', 'doctor'],
    ['cough', 'self-care'],
    ['fever', 'self-care'],
  ])('%s with nothing more: %s', (complaint, level, given = {}) =>
    expect(levelOf({ ...given, complaint, signsAsked: true })).toBe(level),
  );

  it.each(complaints.filter((complaint) => signsOf(complaint).length > 0))(
    '%s with its questions not asked is nobody’s self-care, and asks for them',
    (complaint) => {
      const found = assess(person({ complaint }));
      expect(found.level).not.toBe('self-care');
      expect(found.missing).toContain('signs');
      expect(assess(person({ complaint, signsAsked: true })).missing).not.toContain('signs');
    },
  );

  it('asks each sign somewhere, and no complaint asks for more than six', () => {
    expect(new Set(complaints.flatMap(signsOf))).toEqual(new Set(signs));
    for (const complaint of complaints) expect(signsOf(complaint).length).toBeLessThanOrEqual(6);
  });

  it.each([
    [{ pain: 6 }, 'self-care'],
    [{ pain: 7 }, 'doctor'],
    [{ sugar: 3.9 }, 'self-care'],
    [{ sugar: 3.8 }, 'doctor'],
    [{ sugar: 16.6 }, 'self-care'],
    [{ sugar: 16.7 }, 'doctor'],
    [{ illDays: 10 }, 'self-care'],
    [{ illDays: 11 }, 'doctor'],
    [{ unstable: true }, 'doctor'],
    [{ absent: true }, 'doctor'],
    [{ diastolic: 109 }, 'self-care'],
    [{ diastolic: 110 }, 'doctor'],
    [{ diastolic: 110, symptoms: ['headache'] }, 'urgent'],
    [{ diastolic: 110, symptoms: ['sight-sudden'] }, 'urgent'],
    [{ diastolic: 109, pregnant: true }, 'self-care'],
    [{ diastolic: 110, pregnant: true }, 'urgent'],
    [{ diastolic: 110, pregnant: true, symptoms: ['pregnancy-dizzy'] }, 'emergency'],
  ] as const)('%o: %s', (given, level) => expect(levelOf(given as Partial<Case>)).toBe(level));

  it.each<[Partial<Case>, Level]>([
    [{ pregnant: true, complaint: 'headache' }, 'urgent'],
    [{ pregnant: true, complaint: 'dizziness' }, 'urgent'],
    [{ pregnant: true, complaint: 'upper-belly' }, 'urgent'],
    [{ pregnant: true, complaint: 'headache', systolic: 165 }, 'emergency'],
    [{ complaint: 'headache', systolic: 185 }, 'urgent'],
    [{ complaint: 'vomiting-diarrhoea', systolic: 185 }, 'urgent'],
    [{ complaint: 'vomiting-diarrhoea', conditions: ['diabetes'] }, 'urgent'],
    [{ complaint: 'dizziness' }, 'self-care'],
  ])('a complaint counts like the symptom that it names: %j is %s', (given, level) =>
    expect(levelOf({ signsAsked: true, ...given })).toBe(level),
  );

  it('a sign of another complaint counts wherever it was ticked', () => {
    expect(levelOf({ complaint: 'cough', symptoms: ['rigid-belly'] })).toBe('urgent');
  });
});
