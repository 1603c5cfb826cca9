import type { Case } from '../../src/triage/domain/case.js';

/** A well person of 40: everything measured, everything normal. */
export function person(given: Partial<Case> = {}): Case {
  return {
    ageMonths: 40 * 12,
    conditions: [],
    temperature: 36.8,
    spo2: 98,
    pulse: 72,
    respiration: 16,
    systolic: 122,
    consciousness: 'alert',
    oxygen: false,
    feverReported: false,
    symptoms: [],
    flagsAsked: true,
    ...given,
  };
}

export const years = (count: number): number => count * 12;
