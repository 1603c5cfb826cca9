import { describe, expect, it } from 'vitest';
import { assessLine } from '../../src/triage/assess.command.js';

const judged = (input: object) => assessLine(JSON.stringify(input), 7) as Record<string, unknown>;
const well = { temperature: 36.8, spo2: 98, symptoms: ['none'] };

describe('A line of a file of cases', () => {
  it('is judged, with level, NEWS2, rules fired and what is missing', () => {
    const found = judged({
      id: 'a',
      age_years: 72,
      sex: 'female',
      conditions: ['hypertension'],
      temperature: 39.2,
      spo2: 93,
      pulse: 112,
      systolic: 138,
      consciousness: 'alert',
      oxygen: false,
      symptoms: ['none', 'cough'],
    });
    expect(found).toMatchObject({
      line: 7,
      id: 'a',
      level: 'urgent',
      news2: {
        total: 6,
        scores: { temperature: 2, spo2: 2, pulse: 2, systolic: 0, consciousness: 0, oxygen: 0 },
      },
      missing: ['respiration', 'feverDays'],
      next: 'respiration',
    });
    expect(found.fired).toContainEqual({
      rule: 'covid-adult-spo2',
      level: 'urgent',
      source: 'covid-10',
      value: 93,
    });
  });

  it.each([
    [{ ...well, age_years: 40 }, 'self-care'],
    [{ ...well, age_months: 1, temperature: 38 }, 'urgent'],
    [{ ...well, age_years: 40, symptoms: [] }, 'doctor'],
    [{ ...well, age_years: 40, temperature: '101.3F' }, 'doctor'],
    [
      { ...well, age_years: 40, temperature: '101.3F', pulse: 88, respiration: 18, fever_days: 1 },
      'self-care',
    ],
    [{ ...well, age_years: 30, pregnant: true, temperature: 37.3 }, 'doctor'],
    [{ ...well, age_years: 30, symptoms: ['stroke'] }, 'emergency'],
  ])('%j is %s', (input, level) => expect(judged(input).level).toBe(level));

  it('takes what is impossible or unknown for missing, never for normal, and says so', () => {
    expect(judged({ ...well, age_years: 40, temperature: 3.85 })).toMatchObject({
      level: 'doctor',
      wrong: ['temperature'],
    });
    expect(judged({ ...well, age_years: 40, symptoms: ['none', 'hiccups'] })).toMatchObject({
      wrong: ['symptoms'],
    });
    expect(judged({ ...well, age_years: 40, pulse: 190 })).toMatchObject({ unlikely: ['pulse'] });
    expect(judged({ ...well, age_years: 40, temperature: 101.3 })).toMatchObject({
      note: '101.3 °F was read as 38.5 °C',
    });
  });

  it.each([
    ['{', 'not JSON'],
    ['[]', 'not an object'],
    ['7', 'not an object'],
    ['{"temperature":38}', 'no age: give age_years or age_months'],
    ['{"age_years":-3}', 'no age: give age_years or age_months'],
  ])('%s is no case', (line, error) => expect(assessLine(line, 1)).toMatchObject({ line: 1, error }));
});
