import { describe, expect, it } from 'vitest';
import { pointsAt } from '../../src/triage/domain/altitude.js';
import { assess } from '../../src/triage/domain/assess.js';
import { person, years } from '../support/person.js';

describe('SpO₂ at an altitude (FIELD, section 3.2)', () => {
  it.each([
    [0, '', 0],
    [4000, '', 0],
    [1499, '1500:2,2500:4', 0],
    [1500, '1500:2,2500:4', 2],
    [2499, '2500:4,1500:2', 2],
    [2500, '1500:2,2500:4', 4],
    [-100, '1500:2', 0],
  ])('at %i m, with the table “%s”: %i points', (metres, table, points) =>
    expect(pointsAt(metres, table)).toBe(points),
  );

  const adult = (spo2: number, altitudePoints: number) => assess(person({ spo2, altitudePoints })).level;
  const child = (spo2: number, altitudePoints: number) =>
    assess(
      person({ ageMonths: years(2), pulse: 110, respiration: 28, systolic: undefined, spo2, altitudePoints }),
    ).level;

  it.each([
    // Adults: self-care from 95 on, severe at 93.
    [adult, 95, 0, 'self-care'],
    [adult, 94, 0, 'doctor'],
    [adult, 91, 4, 'self-care'],
    [adult, 90, 4, 'doctor'],
    [adult, 93, 0, 'urgent'],
    [adult, 89, 4, 'urgent'],
    // However high they live: below 88 nothing is taken off.
    [adult, 87, 15, 'urgent'],
    // Children: amber at 95, severe at 93, an emergency below 90, and below 88 however high they live.
    [child, 96, 0, 'self-care'],
    [child, 95, 0, 'doctor'],
    [child, 91, 4, 'doctor'],
    [child, 93, 0, 'urgent'],
    [child, 89, 4, 'urgent'],
    [child, 89, 0, 'emergency'],
    [child, 88, 4, 'urgent'],
    [child, 87, 4, 'emergency'],
    [child, 87, 8, 'emergency'],
  ] as const)('%o %i %% with %i points: %s', (of, spo2, points, level) =>
    expect(of(spo2, points)).toBe(level),
  );

  it('the target of hypercapnic failure stays where it is', () => {
    const of = (spo2: number, altitudePoints: number) =>
      assess(person({ spo2, altitudePoints, conditions: ['hypercapnic'], temperature: 36.8 })).news2?.scores
        .spo2;
    expect([of(87, 0), of(87, 4)]).toEqual([1, 1]);
  });
});

describe('A second count (FIELD, section 3.3)', () => {
  const of = (ageMonths: number, respiration: number, recounted: boolean, pulse = 110) =>
    assess(person({ ageMonths, respiration, recounted, pulse, systolic: undefined })).level;

  it.each([
    [24, 39, 'self-care', 'self-care'],
    [24, 40, 'doctor', 'urgent'],
    [8, 49, 'self-care', 'self-care'],
    [8, 50, 'doctor', 'urgent'],
  ] as const)('at %i months, %i a minute: first %s, again %s', (ageMonths, respiration, first, again) => {
    const pulse = ageMonths < 12 ? 130 : 110;
    expect([of(ageMonths, respiration, false, pulse), of(ageMonths, respiration, true, pulse)]).toEqual([
      first,
      again,
    ]);
  });

  it('a single 2 of the pulse that stands is urgent', () => {
    expect([of(years(8), 24, false, 130), of(years(8), 24, true, 130)]).toEqual(['doctor', 'urgent']);
  });
});
