import { describe, expect, it } from 'vitest';
import { doseOf as doseBy } from '../../src/medicines/domain/dose.js';
import { firstDoseRules, type Taker } from '../../src/medicines/domain/dose-rule.js';
import type { Ingredient } from '../../src/medicines/domain/medicine.js';

const doseOf = (ingredient: Ingredient, strength: string, taker: Taker) =>
  doseBy(ingredient, strength, taker, firstDoseRules);

const of = (en: string) => ({ zh: '', en, amount: '' });
const adult = { ageMonths: 40 * 12, liverIll: false };

describe('A dose (FIELD, section 4)', () => {
  it.each([
    [false, 2000],
    [true, 2000],
  ])('of paracetamol for an adult, liver ill %s: at most %i mg a day', (liverIll, mostADayMg) =>
    expect(doseOf(of('paracetamol'), '0.5 g', { ...adult, liverIll })).toEqual({
      advice: 'adult',
      ingredient: 'paracetamol',
      mostADayMg,
    }),
  );

  it('of paracetamol for a child of 12 kg is 120 to 180 mg, in millilitres of the drops', () => {
    expect(doseOf(of('paracetamol'), '15 ml: 1.5 g', { ageMonths: 24, weight: 12, liverIll: false })).toEqual(
      {
        advice: 'by-weight',
        ingredient: 'paracetamol',
        fromMg: 120,
        toMg: 180,
        fromMl: 1.2,
        toMl: 1.8,
        mostTimes: 4,
      },
    );
  });

  it('of ibuprofen for a child of 12 kg is 60 to 120 mg', () => {
    const child = { ageMonths: 24, weight: 12, liverIll: false };
    expect(doseOf(of('ibuprofen'), '100 ml: 2 g', child)).toMatchObject({
      fromMg: 60,
      toMg: 120,
      fromMl: 3,
      toMl: 6,
    });
  });

  it('never rounds up, and never exceeds an adult’s', () => {
    expect(doseOf(of('paracetamol'), '', { ageMonths: 24, weight: 11.9, liverIll: false })).toMatchObject({
      fromMg: 119,
      toMg: 178,
    });
    expect(doseOf(of('paracetamol'), '', { ageMonths: 180, weight: 90, liverIll: false })).toMatchObject({
      toMg: 1000,
    });
  });

  it.each([
    ['ibuprofen', 5, 'too-young'],
    ['ibuprofen', 6, 'by-weight'],
    ['aspirin', 191, 'too-young'],
    ['aspirin', 192, 'adult'],
    ['paracetamol', 2, 'too-young'],
    ['paracetamol', 3, 'by-weight'],
  ])('of %s at %i months: %s', (name, ageMonths, advice) =>
    expect(doseOf(of(name), '', { ageMonths, weight: 8, liverIll: false })).toMatchObject({ advice }),
  );

  it('for a child who was not weighed is to be weighed for', () => {
    expect(doseOf(of('paracetamol'), '', { ageMonths: 24, liverIll: false })).toMatchObject({
      advice: 'weigh',
    });
  });

  it('of anything else is the label’s', () => {
    expect(doseOf(of('loratadine'), '10 mg', adult)).toBeUndefined();
  });
});
