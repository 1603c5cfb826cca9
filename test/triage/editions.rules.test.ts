import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessLine } from '../../src/triage/assess.command.js';
import { assess, rulesOf } from '../../src/triage/domain/assess.js';
import type { Case } from '../../src/triage/domain/case.js';
import { editions, holdsIn, newestEdition, oldestEdition, seenBy } from '../../src/triage/domain/editions.js';
import { leastSystolic } from '../../src/triage/domain/rules/children.js';
import { rank } from '../../src/triage/domain/level.js';
import { person, years } from '../support/person.js';

const idsOf = (edition: (typeof editions)[number]) => rulesOf[edition].map(({ id }) => id);

describe('Editions of the rules', () => {
  it('hold from one edition on, and before another', () => {
    const [first, second] = editions;
    expect(holdsIn(first, {})).toBe(true);
    expect(holdsIn(first, { since: second })).toBe(false);
    expect(holdsIn(second, { since: second })).toBe(true);
    expect(holdsIn(first, { until: second })).toBe(true);
    expect(holdsIn(second, { until: second })).toBe(false);
  });

  it('have no rule twice, and the older one none of the newer', () => {
    for (const edition of editions) expect(new Set(idsOf(edition)).size).toBe(rulesOf[edition].length);
    expect(idsOf('2027-01').filter((id) => !idsOf('2026-12b').includes(id))).toEqual([
      'imci-fit',
      'imci-mastoiditis',
      'imci-ear',
      'imci-joint',
      'imci-long',
    ]);
  });

  it('hear all that can only raise a level, the older one too; what makes milder only the newer hears', () => {
    const child = person({ ageMonths: 24, pulse: 110, respiration: 28, systolic: undefined });
    for (const edition of editions) {
      expect(assess({ ...child, effort: 'severe' }, edition)).toMatchObject({
        ruleSet: edition,
        level: 'emergency',
      });
      expect(assess({ ...child, refill: 3 }, edition).level).toBe('emergency');
      const bloody: Case = { ...child, complaint: 'vomiting-diarrhoea', symptoms: ['bloody-stool'] };
      expect(assess(bloody, edition).level).toBe('doctor');
    }
    const low = { ...child, spo2: 92, altitudePoints: 4 };
    expect([assess(low, '2026-12b').level, assess(low, '2027-01').level]).toEqual(['urgent', 'self-care']);
    expect(seenBy('2026-12b', low)).not.toHaveProperty('altitudePoints');
    expect(seenBy('2027-01', low)).toBe(low);
    const ear: Case = { ...child, complaint: 'ear', signsAsked: true };
    expect([assess(ear, '2026-12b').level, assess(ear, '2027-01').level]).toEqual(['self-care', 'doctor']);
  });

  it('are named at the command line, the newest if nobody says', () => {
    const line = '{"age_years":2,"complaint":"fit"}';
    expect(assessLine(line, 1)).toMatchObject({ ruleSet: newestEdition, level: 'emergency' });
    expect(assessLine(line, 1, oldestEdition)).toMatchObject({ ruleSet: oldestEdition, level: 'doctor' });
  });
});

describe('What edition 2027-01 looks at (Bedside PEWS, table 1; FIELD, section 3.3)', () => {
  const child = (given: Partial<Case>) =>
    person({ ageMonths: years(2), pulse: 110, respiration: 28, systolic: undefined, ...given });

  it.each<[Partial<Case>, string]>([
    [{ effort: 'normal' }, 'self-care'],
    [{ effort: 'mild' }, 'self-care'],
    [{ effort: 'moderate' }, 'doctor'],
    [{ effort: 'severe' }, 'emergency'],
    [{ refill: 2.9 }, 'self-care'],
    [{ refill: 3 }, 'emergency'],
    [{ oxygen: true, oxygenFlow: 3.9 }, 'doctor'],
    [{ oxygen: true, oxygenFlow: 4 }, 'emergency'],
  ])('%j: %s', (given, level) => expect(assess(child(given)).level).toBe(level));

  it('counts newborns by days: 27 days is an emergency with fever, 28 urgent', () => {
    const at = (ageDays: number | undefined, ageMonths = 0) =>
      assess(person({ ageMonths, ageDays, temperature: 38, pulse: 130, respiration: 40 })).level;
    expect([at(27), at(28), at(undefined)]).toEqual(['emergency', 'urgent', 'emergency']);
    expect(at(27, 1)).toBe('emergency');
    expect(leastSystolic(person({ ageMonths: 0, ageDays: 28 }))).toBe(70);
    expect(leastSystolic(person({ ageMonths: 0, ageDays: 27 }))).toBe(60);
  });

  it('an illness of eleven days is a doctor’s with fever, too', () => {
    const of = (illDays: number) => assess(person({ temperature: 38, feverDays: 1, illDays })).level;
    expect([of(10), of(11)]).toEqual(['self-care', 'doctor']);
  });

  it('harder breathing, slower refill or more oxygen never lowers the level', () => {
    const efforts = ['normal', 'mild', 'moderate', 'severe'] as const;
    const some = fc.record({
      ageMonths: fc.integer({ min: 0, max: 1100 }),
      pulse: fc.integer({ min: 40, max: 200 }),
      respiration: fc.integer({ min: 8, max: 80 }),
      spo2: fc.integer({ min: 85, max: 100 }),
      temperature: fc.integer({ min: 350, max: 415 }).map((tenths) => tenths / 10),
      effort: fc.constantFrom(0, 1, 2, 3),
      refill: fc.integer({ min: 0, max: 6 }),
      oxygenFlow: fc.integer({ min: 1, max: 8 }),
    });
    fc.assert(
      fc.property(some, fc.constantFrom('effort', 'refill', 'oxygenFlow'), (one, what) => {
        const made = ({ effort, ...rest }: typeof one) =>
          assess(person({ ...rest, effort: efforts[effort], oxygen: true, systolic: undefined })).level;
        const worse = { ...one, [what]: what === 'effort' ? Math.min(3, one.effort + 1) : one[what] + 1 };
        expect(rank(made(worse))).toBeGreaterThanOrEqual(rank(made(one)));
      }),
      { numRuns: 10_000 },
    );
  });
});
