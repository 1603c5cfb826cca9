import { describe, expect, it } from 'vitest';
import { typedTaker } from '../../src/counter/typed-taker.js';

const taker = (typed: object) =>
  typedTaker({ ...typed }, { patientIds: [], ageMonths: 480, on: '2022-12-19' });

describe('Who takes a medicine, as a form says it so far', () => {
  it.each([
    [{ illDays: '0' }, 0],
    [{ illDays: '0', feverDays: '2' }, 0],
    [{ illDays: '', feverDays: '2' }, 2],
    [{ illDays: 'long' }, undefined],
    [{}, undefined],
  ])('%j: ill for %s days', (typed, days) => expect(taker(typed).illDays).toBe(days));

  it('reads weight as it is said, in full-width figures too', () => {
    expect([taker({ weight: '２４斤' }).weight, taker({ weight: '12 kg' }).weight]).toEqual([12, 12]);
  });
});
