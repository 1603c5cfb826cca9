import { describe, expect, it } from 'vitest';
import { readWeight, weightFits } from '../../src/patients/domain/weight.js';

describe('A weight (FIELD, section 4)', () => {
  it.each([
    ['12', 12],
    ['12.5', 12.5],
    ['12.5 kg', 12.5],
    ['25斤', 12.5],
    ['２５ 斤', 12.5],
    ['30公斤', 30],
    ['heavy', undefined],
    ['-3', undefined],
    ['', undefined],
  ])('“%s” is %s kg', (text, kg) => expect(readWeight(text)).toBe(kg));

  it.each([
    // In 斤 taken for kg, or with its point lost.
    [3 * 12, 30, false],
    [3 * 12, 15, true],
    [8, 90, false],
    [8, 9, true],
    [5 * 12, 36, false],
    [5 * 12, 18, true],
    [0, 3.5, true],
    [0, 35, false],
    [40 * 12, 6, false],
    [40 * 12, 60, true],
  ])('at %i months %i kg fits: %s', (months, kg, fits) => expect(weightFits(months, kg)).toBe(fits));
});
