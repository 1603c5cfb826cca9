import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, rules } from '../../src/triage/domain/assess.js';
import type { Case, Measurement } from '../../src/triage/domain/case.js';
import { conditions } from '../../src/triage/domain/conditions.js';
import { rank } from '../../src/triage/domain/level.js';
import { redFlags, symptoms } from '../../src/triage/domain/symptoms.js';
import { consciousnessLevels, type Figure, possible } from '../../src/triage/domain/vitals.js';

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
  consciousness: optional(fc.constantFrom(...consciousnessLevels)),
  oxygen: optional(fc.boolean()),
  feverReported: fc.boolean(),
  feverDays: optional(fc.integer({ min: 0, max: 14 })),
  symptoms: fc.subarray([...symptoms, ...redFlags], { maxLength: 3 }),
  flagsAsked: fc.boolean(),
});

const without = (one: Case, measurement: Measurement): Case =>
  measurement === 'flags'
    ? { ...one, flagsAsked: false, symptoms: [] }
    : { ...one, [measurement]: undefined };

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

describe('Whatever is measured', () => {
  it('a measurement that is taken away lowers nothing silently: each rule that fired still does, or says what it lacks', () => {
    fc.assert(
      fc.property(anybody, fc.constantFrom(...removable), (one, measurement) => {
        const rest = without(one, measurement);
        const found = assess(rest);
        const byRule = new Map(rules.map((rule) => [rule.id, rule.judge(rest)]));
        for (const { rule, level } of assess(one).fired) {
          const { level: now, missing = [] } = byRule.get(rule)!;
          const stands = now !== undefined && rank(now) >= rank(level);
          const safe = stands || missing.includes(measurement) || rule === 'not-measured';
          expect({ rule, safe }).toEqual({ rule, safe: true });
          if (stands) expect(rank(found.level)).toBeGreaterThanOrEqual(rank(level));
        }
        for (const lacking of byRule.values())
          for (const one of lacking.missing ?? []) expect(found.missing).toContain(one);
      }),
      { numRuns: 3000 },
    );
  });

  it('a red flag more never lowers the level', () => {
    fc.assert(
      fc.property(anybody, fc.constantFrom(...redFlags), (one, flag) => {
        const more = { ...one, symptoms: [...one.symptoms, flag] };
        expect(rank(assess(more).level)).toBeGreaterThanOrEqual(
          Math.max(rank('urgent'), rank(assess(one).level)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('who was not measured does not go home', () => {
    fc.assert(
      fc.property(anybody, (one) => {
        const { level } = assess(one);
        if (level === 'self-care') {
          expect(one.temperature).toBeDefined();
          expect(
            one.flagsAsked || one.symptoms.some((s) => (redFlags as readonly string[]).includes(s)),
          ).toBe(true);
          const frail =
            one.ageMonths >= 65 * 12 || one.pregnant || one.conditions.some((c) => c !== 'unvaccinated');
          if (frail) expect(one.spo2).toBeDefined();
        }
      }),
      { numRuns: 3000 },
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
        return away(51, 90);
      case 'respiration':
        return one.ageMonths >= 16 * 12 ? away(12, 20) : 1;
      case 'systolic':
        return away(111, 219);
    }
  };

  it.each(['temperature', 'spo2', 'pulse', 'respiration', 'systolic', 'oxygen', 'consciousness'] as const)(
    'a worse %s never lowers the level',
    (which) => {
      fc.assert(
        fc.property(anybody, fc.integer({ min: 1, max: 60 }), (one, by) => {
          const [before, after] = [assess(one).level, assess(worse(one, which, by)).level];
          expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
        }),
        { numRuns: 2000 },
      );
    },
  );
});
