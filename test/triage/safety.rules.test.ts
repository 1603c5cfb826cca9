import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, rulesOf } from '../../src/triage/domain/assess.js';
import { newestEdition } from '../../src/triage/domain/editions.js';
import { type Case, efforts, type Measurement, temperatureSites } from '../../src/triage/domain/case.js';
import { type Complaint, complaints, type Sign, signs } from '../../src/triage/domain/complaints.js';
import { conditions, isChronic } from '../../src/triage/domain/conditions.js';
import { rank } from '../../src/triage/domain/level.js';
import { doctorFlags, isRedFlag, redFlags, symptoms } from '../../src/triage/domain/symptoms.js';
import { consciousnessLevels, type Figure, possible } from '../../src/triage/domain/vitals.js';

const rules = rulesOf[newestEdition];

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Any person, with any of the measurements missing. */
const anybody: fc.Arbitrary<Case> = fc.record({
  ageMonths: fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 71, max: 1200 })),
  pregnant: fc.boolean(),
  conditions: fc.subarray([...conditions], { maxLength: 3 }),
  temperature: optional(fc.integer({ min: 300, max: 450 }).map((tenths) => tenths / 10)),
  spo2: optional(fc.integer({ min: 50, max: 100 })),
  pulse: optional(fc.integer({ min: 20, max: 250 })),
  respiration: optional(fc.integer({ min: 4, max: 90 })),
  systolic: optional(fc.integer({ min: 50, max: 260 })),
  diastolic: optional(fc.integer({ min: 20, max: 180 })),
  complaint: optional(fc.constantFrom(...complaints)),
  signsAsked: fc.boolean(),
  pain: optional(fc.integer({ min: 0, max: 10 })),
  sugar: optional(fc.integer({ min: 10, max: 300 }).map((tenths) => tenths / 10)),
  illDays: optional(fc.integer({ min: 0, max: 30 })),
  unstable: optional(fc.boolean()),
  absent: optional(fc.boolean()),
  consciousness: optional(fc.constantFrom(...consciousnessLevels)),
  oxygen: optional(fc.boolean()),
  effort: optional(fc.constantFrom(...efforts)),
  refill: optional(fc.integer({ min: 0, max: 8 })),
  oxygenFlow: optional(fc.integer({ min: 1, max: 15 })),
  feverReported: fc.boolean(),
  feverDays: optional(fc.integer({ min: 0, max: 14 })),
  symptoms: fc.subarray([...symptoms, ...redFlags, ...signs], { maxLength: 3 }),
  flagsAsked: fc.boolean(),
});

const without = (one: Case, measurement: Measurement): Case =>
  measurement === 'flags'
    ? { ...one, flagsAsked: false, symptoms: one.symptoms.filter((symptom) => !isRedFlag(symptom)) }
    : // That there is none of the red flags says, too, that somebody is alert.
      measurement === 'consciousness'
      ? { ...one, consciousness: undefined, flagsAsked: false }
      : { ...one, [measurement]: undefined };

/** Pressure is asked of no small child, and of adults by NEWS2; where it was typed, these judge it. */
const unasked = ['child-shock', 'pressure-180'];

const removable = [
  'flags',
  'temperature',
  'spo2',
  'pulse',
  'respiration',
  'systolic',
  'consciousness',
  'oxygen',
  'feverDays',
] as const;

/** What scores nothing: NEWS2 for adults, Bedside PEWS for children (FIELD, sections 3.2 and 3.3). */
function normalOf({ ageMonths }: Case): Record<'pulse' | 'respiration', [number, number]> {
  if (ageMonths >= 192) return { pulse: [51, 90], respiration: [12, 20] };
  if (ageMonths >= 144) return { pulse: [61, 90], respiration: [12, 16] };
  if (ageMonths >= 48) return { pulse: [71, 109], respiration: [20, 29] };
  if (ageMonths >= 12) return { pulse: [91, 119], respiration: [20, 39] };
  if (ageMonths >= 3) return { pulse: [101, 149], respiration: [25, 49] };
  return { pulse: [111, 149], respiration: [30, 59] };
}

describe('Whatever is measured', () => {
  it('where the temperature was taken changes no judgement', () => {
    fc.assert(
      fc.property(anybody, fc.constantFrom(...temperatureSites), (one, temperatureSite) => {
        expect(assess({ ...one, temperatureSite })).toEqual(assess(one));
      }),
      { numRuns: 10_000 },
    );
  });

  it('a measurement that is taken away lowers nothing silently: each rule that fired still does, or says what it lacks', () => {
    fc.assert(
      fc.property(anybody, fc.constantFrom(...removable), (one, measurement) => {
        const rest = without(one, measurement);
        const found = assess(rest);
        const byRule = new Map(rules.map((rule) => [rule.id, rule.judge(rest)]));
        for (const { rule, level } of assess(one).fired) {
          const { level: now, missing = [] } = byRule.get(rule)!;
          const stands = now !== undefined && rank(now) >= rank(level);
          const safe =
            stands || missing.includes(measurement) || rule === 'not-low-risk' || unasked.includes(rule);
          expect({ rule, safe }).toEqual({ rule, safe: true });
          if (stands) expect(rank(found.level)).toBeGreaterThanOrEqual(rank(level));
        }
        for (const lacking of byRule.values())
          for (const one of lacking.missing ?? []) expect(found.missing).toContain(one);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['sign', signs],
    ['complaint of one’s own', complaints],
  ] as const)(
    'one %s more never lowers the level, and nobody with an unanswered question goes home',
    (what, all) => {
      fc.assert(
        fc.property(anybody, fc.constantFrom(...all), (one, more) => {
          const changed: Case =
            what === 'sign'
              ? { ...one, symptoms: [...one.symptoms, more as Sign] }
              : { ...one, complaint: more as Complaint, signsAsked: false };
          const before = assess(what === 'sign' ? one : { ...one, complaint: undefined });
          const after = assess(changed);
          expect(rank(after.level)).toBeGreaterThanOrEqual(rank(before.level));
          if (after.missing.includes('signs')) expect(after.level).not.toBe('self-care');
        }),
        { numRuns: 10_000 },
      );
    },
  );

  it('a red flag more never lowers the level', () => {
    fc.assert(
      fc.property(anybody, fc.constantFrom(...redFlags), (one, flag) => {
        const more = { ...one, symptoms: [...one.symptoms, flag] };
        const least = (doctorFlags as readonly string[]).includes(flag) ? 'doctor' : 'urgent';
        expect(rank(assess(more).level)).toBeGreaterThanOrEqual(
          Math.max(rank(least), rank(assess(one).level)),
        );
      }),
      { numRuns: 10_000 },
    );
  });

  it('a condition more never lowers the level, hypercapnic failure aside', () => {
    const others = conditions.filter((condition) => condition !== 'hypercapnic');
    fc.assert(
      fc.property(anybody, fc.constantFrom(...others), (one, condition) => {
        const more = { ...one, conditions: [...new Set([...one.conditions, condition])] };
        expect(rank(assess(more).level)).toBeGreaterThanOrEqual(rank(assess(one).level));
      }),
      { numRuns: 10_000 },
    );
  });

  /** Of whom the list of low risk asks oxygen, pulse and breathing (FIELD, section 3.1). */
  const isMeasured = (one: Case) =>
    one.feverReported ||
    (one.temperature ?? 99) >= 37.3 ||
    one.ageMonths < 60 ||
    one.ageMonths >= 780 ||
    one.pregnant === true ||
    one.conditions.includes('after-birth') ||
    one.conditions.some(isChronic);
  const maybeWell: fc.Arbitrary<Case> = anybody.map((one) => ({
    ...one,
    symptoms: [],
    flagsAsked: true,
    complaint: undefined,
    pain: undefined,
    sugar: undefined,
    absent: undefined,
    unstable: undefined,
    oxygen: undefined,
    effort: undefined,
    refill: undefined,
    oxygenFlow: undefined,
    temperature: one.temperature && 36 + (one.temperature % 3),
    ageMonths: one.ageMonths % 2 ? 192 + one.ageMonths / 2 : one.ageMonths,
    pregnant: one.pregnant && one.ageMonths % 3 === 0,
    conditions: one.ageMonths % 4 < 2 ? [] : one.conditions.slice(0, 1),
    feverReported: one.feverReported && one.ageMonths % 5 === 0,
    illDays: undefined,
    spo2: one.spo2 && 95 + (one.spo2 % 6),
    pulse: one.pulse && 60 + (one.pulse % 50),
    respiration: one.respiration && 12 + (one.respiration % 10),
    systolic: one.systolic && 100 + (one.systolic % 60),
  }));

  it('what is taken away sends nobody home of whom the list of low risk asks it', () => {
    fc.assert(
      fc.property(
        maybeWell,
        fc.constantFrom('spo2', 'pulse', 'respiration', 'temperature', 'flags'),
        (one, what) => {
          const asked = what === 'temperature' || what === 'flags' || isMeasured(one);
          if (asked && assess(one).level !== 'self-care')
            expect(assess(without(one, what as Measurement)).level).not.toBe('self-care');
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it('nobody goes home while something is missing that is asked of them', () => {
    let home = 0;
    fc.assert(
      fc.property(maybeWell, (one) => {
        const { level, missing } = assess(one);
        if (level !== 'self-care') return;
        home += 1;
        const asked: Measurement[] = ['flags', 'signs', 'temperature', 'feverDays'];
        if (isMeasured(one)) asked.push('spo2', 'pulse', 'respiration');
        if (one.feverReported || (one.temperature ?? 99) >= 37.3) expect(one.feverDays).toBeDefined();
        expect(
          missing.filter((measurement) => asked.includes(measurement) && measurement !== 'feverDays'),
        ).toEqual([]);
      }),
      { numRuns: 20_000 },
    );
    // Nothing was proven if nobody went home.
    expect(home).toBeGreaterThan(500);
  });

  it('the day before 16 nobody is judged milder than on it, the fever’s share of pulse and breathing aside', () => {
    fc.assert(
      fc.property(anybody, (someone) => {
        const one = { ...someone, temperature: Math.min(someone.temperature ?? 37, 37.5) };
        const [before, after] = [191, 192].map((ageMonths) => assess({ ...one, ageMonths }));
        const grave = after!.level === 'urgent' || after!.level === 'emergency';
        if (grave) expect(rank(before!.level)).toBeGreaterThanOrEqual(rank(after!.level));
      }),
      { numRuns: 10_000 },
    );
  });

  it('nobody goes home who does not meet all of the list of low risk (FIELD, section 3.1)', () => {
    fc.assert(
      fc.property(anybody, (one) => {
        if (assess(one).level !== 'self-care') return;
        const years = one.ageMonths / 12;
        expect(one.ageMonths).toBeGreaterThanOrEqual(6);
        expect(years).toBeLessThan(80);
        expect(one.flagsAsked).toBe(true);
        expect(one.symptoms.filter((s) => (redFlags as readonly string[]).includes(s))).toEqual([]);
        expect(one.oxygen ?? false).toBe(false);
        expect(one.absent ?? false).toBe(false);
        expect(one.unstable ?? false).toBe(false);
        expect(one.pain ?? 0).toBeLessThan(7);
        expect(['other', 'poisoning', 'chest', 'head-injury', 'mind']).not.toContain(one.complaint);
        expect(one.temperature).toBeGreaterThanOrEqual(years >= 16 ? 35.5 : 36);
        expect(one.temperature).toBeLessThanOrEqual(39.9);
        const hasFever = one.feverReported || one.temperature! >= 37.3;
        if (hasFever) expect(one.feverDays).toBeLessThanOrEqual(3);
        else expect(one.illDays ?? 0).toBeLessThanOrEqual(10);
        const ill = one.conditions.filter(isChronic);
        if (hasFever || years < 5 || years >= 65 || ill.length > 0)
          for (const vital of ['spo2', 'pulse', 'respiration'] as const) expect(one[vital]).toBeDefined();
        for (const illness of ['dialysis', 'cancer', 'immunocompromised']) expect(ill).not.toContain(illness);
        if (one.pregnant) expect(hasFever).toBe(false);
        if (years >= 16) {
          const least = ill.includes('hypercapnic') ? 88 : 95;
          expect(one.spo2 ?? least).toBeGreaterThanOrEqual(least);
          expect(one.respiration ?? 12).toBeGreaterThanOrEqual(12);
          expect(one.respiration ?? 20).toBeLessThanOrEqual(20);
          expect(one.pulse ?? 51).toBeGreaterThanOrEqual(51);
          expect(one.pulse ?? 110).toBeLessThanOrEqual(110);
        } else expect(one.spo2 ?? 96).toBeGreaterThanOrEqual(96);
      }),
      { numRuns: 100_000 },
    );
  });

  /** Worse in one vital by a number of its steps, for this person; never beyond what is possible. */
  const worse = (one: Case, which: Figure | 'oxygen' | 'consciousness', by: number): Case => {
    if (which === 'oxygen') return { ...one, oxygen: one.oxygen === undefined ? undefined : true };
    if (which === 'consciousness') {
      const further = Math.min(4, consciousnessLevels.indexOf(one.consciousness!) + by);
      return { ...one, consciousness: one.consciousness && consciousnessLevels[further] };
    }
    const value = one[which];
    if (value === undefined) return one;
    const { min, max } = possible[which];
    return { ...one, [which]: Math.min(max, Math.max(min, value + by * direction(one, which, value))) };
  };

  /** Which way is worse from here. */
  const direction = (one: Case, which: Figure, value: number): number => {
    const away = (low: number, high: number) => (value < low ? -1 : value > high ? 1 : 0);
    switch (which) {
      case 'temperature':
        return value < 37 ? -0.1 : 0.1;
      case 'spo2':
        // Too much oxygen is worse too, where it drives the breathing down.
        return one.conditions.includes('hypercapnic') && value > 92 ? 0 : -1;
      case 'pulse':
        return away(...normalOf(one).pulse);
      case 'respiration':
        return away(...normalOf(one).respiration);
      case 'systolic':
        return away(111, 219);
      case 'diastolic':
        return value > 60 ? 1 : 0;
    }
  };

  it.each([
    'temperature',
    'spo2',
    'pulse',
    'respiration',
    'systolic',
    'diastolic',
    'oxygen',
    'consciousness',
  ] as const)('a worse %s never lowers the level', (which) => {
    fc.assert(
      fc.property(anybody, fc.integer({ min: 1, max: 60 }), (someone, by) => {
        const isChild = someone.ageMonths < 192;
        // A child's fever explains part of its pulse and breathing: by itself a higher one is worse.
        const one =
          which === 'temperature' && isChild
            ? { ...someone, pulse: undefined, respiration: undefined }
            : someone;
        const [before, after] = [assess(one).level, assess(worse(one, which, by)).level];
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
      { numRuns: 10_000 },
    );
  });
});
