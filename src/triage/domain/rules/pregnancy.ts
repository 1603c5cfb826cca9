import type { Symptom } from '../symptoms.js';
import { type Case, comesWith, fever, flagsKnown, has, type Measurement } from '../case.js';
import { only, pressureText, type Rule, silent } from '../rule.js';

const isPregnant = (one: Case) => one.pregnant === true;
/** Fever and pressure are as grave in the six weeks after birth. */
const isOrWas = (one: Case) => isPregnant(one) || has(one, 'after-birth');
const highFever = 38;
const severe = { systolic: 160, diastolic: 110 };

/** Fever of 38.0 °C and more in pregnancy and six weeks after birth is for a hospital today, less a doctor's. */
const pregnancyFever: Rule = {
  id: 'pregnancy-fever',
  source: 'home-care',
  judge: only(isOrWas, (one) => {
    const { temperature } = one;
    if (temperature !== undefined && temperature >= highFever) return { level: 'urgent' };
    const feverish = fever(one);
    if (feverish === undefined) return { missing: ['temperature'] };
    if (!feverish) return silent;
    return { level: 'doctor', missing: temperature === undefined ? ['temperature'] : [] };
  }),
};

/** What a pregnant woman is sent to a hospital for (综发〔2022〕117号). */
const warnings: readonly Symptom[] = [
  'headache',
  'worst-headache',
  'irregular-heart',
  'pregnancy-bleeding',
  'pregnancy-pain',
  'pregnancy-dizzy',
  'pregnancy-movements',
];

const isWarned = (one: Case) => comesWith(one, ...warnings, 'breathless', 'chest-pain', 'bleeding');

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
  judge: only(isOrWas, (one) => {
    const { systolic = 0, diastolic = 0 } = one;
    if (systolic < severe.systolic && diastolic < severe.diastolic)
      return one.systolic === undefined ? { missing: ['systolic'] } : silent;
    const values = pressureText({ systolic, diastolic });
    return isWarned(one)
      ? { level: 'emergency', values }
      : { level: 'urgent', values, missing: unasked(one) };
  }),
};

export const pregnancyRules = [pregnancyFever, pregnancySign, pregnancyPressure];
