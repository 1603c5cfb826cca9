import { describe, expect, it } from 'vitest';
import { assess } from '../../src/triage/domain/assess.js';
import { news2 } from '../../src/triage/domain/news2.js';
import { person, years } from '../support/person.js';

/*
 * National Early Warning Score 2, Royal College of Physicians, 2017, chart 1: both edges of every band.
 */
describe('NEWS2', () => {
  const part = (
    name: 'respiration' | 'spo2' | 'systolic' | 'pulse' | 'temperature',
    value: number,
    given = {},
  ) => news2(person({ ...given, [name]: value })).scores[name];

  it.each([
    [4, 3],
    [8, 3],
    [9, 1],
    [11, 1],
    [12, 0],
    [20, 0],
    [21, 2],
    [24, 2],
    [25, 3],
    [90, 3],
  ])('respiration %i scores %i', (value, points) => expect(part('respiration', value)).toBe(points));

  it.each([
    [50, 3],
    [91, 3],
    [92, 2],
    [93, 2],
    [94, 1],
    [95, 1],
    [96, 0],
    [100, 0],
  ])('SpO₂ %i on scale 1 scores %i, on air and on oxygen', (value, points) => {
    expect(part('spo2', value)).toBe(points);
    expect(part('spo2', value, { oxygen: true })).toBe(points);
    expect(part('spo2', value, { oxygen: undefined })).toBe(points);
  });

  const hypercapnic = { conditions: ['hypercapnic'] as const };

  it.each([
    [50, 3],
    [83, 3],
    [84, 2],
    [85, 2],
    [86, 1],
    [87, 1],
    [88, 0],
    [92, 0],
    [93, 0],
    [100, 0],
  ])('SpO₂ %i on scale 2 on air scores %i', (value, points) =>
    expect(part('spo2', value, { ...hypercapnic, oxygen: false })).toBe(points),
  );

  it.each([
    [50, 3],
    [83, 3],
    [84, 2],
    [85, 2],
    [86, 1],
    [87, 1],
    [88, 0],
    [92, 0],
    [93, 1],
    [94, 1],
    [95, 2],
    [96, 2],
    [97, 3],
    [100, 3],
  ])('SpO₂ %i on scale 2 on oxygen scores %i', (value, points) =>
    expect(part('spo2', value, { ...hypercapnic, oxygen: true })).toBe(points),
  );

  it('SpO₂ of 93 on scale 2 is not scored while nobody knows whether it is on oxygen; 92 is', () => {
    for (const spo2 of [93, 92]) {
      const { scores, missing } = news2(person({ ...hypercapnic, oxygen: undefined, spo2 }));
      expect(scores.spo2).toBe(spo2 === 92 ? 0 : undefined);
      // It was measured: what lacks is whether it is on oxygen.
      expect(missing).toEqual(['oxygen']);
    }
  });

  it.each([
    [false, 0],
    [true, 2],
  ])('on oxygen %s scores %i', (oxygen, points) =>
    expect(news2(person({ oxygen })).scores.oxygen).toBe(points),
  );

  it.each([
    [50, 3],
    [90, 3],
    [91, 2],
    [100, 2],
    [101, 1],
    [110, 1],
    [111, 0],
    [219, 0],
    [220, 3],
    [260, 3],
  ])('systolic pressure %i scores %i', (value, points) => expect(part('systolic', value)).toBe(points));

  it.each([
    [20, 3],
    [40, 3],
    [41, 1],
    [50, 1],
    [51, 0],
    [90, 0],
    [91, 1],
    [110, 1],
    [111, 2],
    [130, 2],
    [131, 3],
    [250, 3],
  ])('pulse %i scores %i', (value, points) => expect(part('pulse', value)).toBe(points));

  it.each([
    ['alert', 0],
    ['confusion', 3],
    ['voice', 3],
    ['pain', 3],
    ['unresponsive', 3],
  ] as const)('consciousness %s scores %i', (consciousness, points) =>
    expect(news2(person({ consciousness })).scores.consciousness).toBe(points),
  );

  it.each([
    [30, 3],
    [35.0, 3],
    [35.1, 1],
    [36.0, 1],
    [36.1, 0],
    [38.0, 0],
    [38.1, 1],
    [39.0, 1],
    [39.1, 2],
    [45, 2],
  ])('temperature %f scores %i', (value, points) => expect(part('temperature', value)).toBe(points));

  it.each([
    // pulse 2 + temperature 2 = 4; + systolic 1 = 5; + 2 = 6; + 3 = 7
    [{ pulse: 111, temperature: 39.1 }, 4, 'doctor'],
    [{ pulse: 111, temperature: 39.1, systolic: 110 }, 5, 'urgent'],
    [{ pulse: 111, temperature: 39.1, systolic: 100 }, 6, 'urgent'],
    [{ pulse: 111, temperature: 39.1, systolic: 100, respiration: 11 }, 7, 'emergency'],
    [{ pulse: 131 }, 3, 'urgent'],
    [{ pulse: 111, spo2: 95 }, 3, 'doctor'],
  ] as const)('%j totals %i and is %s', (given, total, level) => {
    expect(news2(person(given)).total).toBe(total);
    expect(assess(person(given)).level).toBe(level);
  });

  it('counts what is missing as nothing, says so, and is a least value', () => {
    const found = assess(person({ pulse: 111, temperature: 39.1, systolic: 110, respiration: undefined }));
    expect(found.news2).toMatchObject({ total: 5, missing: ['respiration'] });
    expect(found.unjudged).toContainEqual({ rule: 'news2-total', missing: ['respiration'] });
    expect(found).toMatchObject({ level: 'urgent', next: 'respiration' });
  });

  it('is for those of 16 and over who are not pregnant', () => {
    expect(assess(person({ ageMonths: years(16) })).news2).toBeDefined();
    expect(assess(person({ ageMonths: years(16) - 1 })).news2).toBeUndefined();
    expect(assess(person({ pregnant: true })).news2).toBeUndefined();
  });
});
