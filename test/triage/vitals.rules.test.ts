import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFeverVisit, readTemperature } from '../../src/triage/domain/vitals.js';

describe('A temperature', () => {
  it.each([
    ['38.5', { celsius: 38.5 }],
    ['３８．５', { celsius: 38.5 }],
    ['38,5 ℃', { celsius: 38.5 }],
    ['37', { celsius: 37 }],
    ['101.3', { celsius: 38.5, fahrenheit: 101.3 }],
    ['101.3F', { celsius: 38.5, fahrenheit: 101.3 }],
    ['98.6 °F', { celsius: 37, fahrenheit: 98.6 }],
    ['45', { celsius: 45 }],
    ['30', { celsius: 30 }],
  ])('%j is read as %j', (typed, read) => expect(readTemperature(typed)).toEqual(read));

  it.each(['', 'hot', '29.9', '45.1', '385', '3.85', '-38', '38.5.1', '60', '120F', '38F'])(
    '%j is refused',
    (typed) => {
      expect(readTemperature(typed)).toBeUndefined();
    },
  );

  it('is the same in °C and in °F', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 450 }), (tenths) => {
        const celsius = tenths / 10;
        const fahrenheit = Math.round(((celsius * 9) / 5) * 10 + 320) / 10;
        expect(Math.abs(readTemperature(`${fahrenheit}F`)!.celsius - celsius)).toBeLessThanOrEqual(0.1);
      }),
    );
  });
});

describe('A fever visit', () => {
  it.each([
    [37.2, false, false],
    [37.3, false, true],
    [36.5, true, true],
    [undefined, false, false],
    [undefined, true, true],
  ])('at %s °C with fever reported %s: %s', (temperature, reported, fever) => {
    expect(isFeverVisit(temperature, reported)).toBe(fever);
  });
});
