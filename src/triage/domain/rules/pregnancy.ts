import { type Case, fever, flagsKnown, type Measurement, shows } from '../case.js';
import { only, type Rule, silent } from '../rule.js';

const isPregnant = (one: Case) => one.pregnant === true;
const highFever = 38;
const severeSystolic = 160;

/** Fever of 38.0 °C and more in pregnancy is for a hospital today, less a doctor's. */
const pregnancyFever: Rule = {
  id: 'pregnancy-fever',
  source: 'home-care',
  judge: only(isPregnant, (one) => {
    const { temperature } = one;
    if (temperature !== undefined && temperature >= highFever) return { level: 'urgent' };
    const feverish = fever(one);
    if (feverish === undefined) return { missing: ['temperature'] };
    if (!feverish) return silent;
    return { level: 'doctor', missing: temperature === undefined ? ['temperature'] : [] };
  }),
};

/** What a pregnant woman is sent to a hospital for (综发〔2022〕117号). */
const isWarned = (one: Case) =>
  one.symptoms.includes('headache') || shows(one, 'breathless', 'chest-pain', 'bleeding') !== undefined;

const unasked = (one: Case): Measurement[] => (flagsKnown(one) ? [] : ['flags']);

const pregnancySign: Rule = {
  id: 'pregnancy-sign',
  source: 'home-care',
  judge: only(isPregnant, (one) => (isWarned(one) ? { level: 'urgent' } : { missing: unasked(one) })),
};

/** Severe pressure in pregnancy (NICE NG133), with one of its signs an emergency. */
const pregnancyPressure: Rule = {
  id: 'pregnancy-pressure',
  source: 'nice-ng133',
  judge: only(isPregnant, (one) => {
    const { systolic: value } = one;
    if (value === undefined) return { missing: ['systolic'] };
    if (value < severeSystolic) return silent;
    return isWarned(one)
      ? { level: 'emergency', values: { value } }
      : { level: 'urgent', values: { value }, missing: unasked(one) };
  }),
};

export const pregnancyRules = [pregnancyFever, pregnancySign, pregnancyPressure];
