import { comesWith, fever, flagsKnown, has, isKeyPopulation, shows } from '../case.js';
import { byValue, only, pressureText, type Rule, silent } from '../rule.js';
import { childFlags, emergencyFlags, type Symptom, urgentFlags } from '../symptoms.js';

const keyPopulationSpo2 = 93;

/** Key populations: SpO₂ under 93 % is referred; strictly under, unlike severe COVID-19 (国卫明电〔2022〕509号). */
const keyPopulation: Rule = {
  id: 'key-population-spo2',
  source: 'key-populations',
  judge: only(
    // Of a person with known hypercapnic failure scale 2 alone judges it.
    (one) => isKeyPopulation(one) && !has(one, 'hypercapnic'),
    byValue('spo2', 'urgent', (value) => value < keyPopulationSpo2),
  ),
};

/**
 * A red flag that was seen is urgent at any age and with or without fever, whatever its own rule says of it:
 * a sign that is looked for in small children is no better in a bigger one.
 */
const flagSeen: Rule = {
  id: 'flag-seen',
  source: 'bianmin',
  judge: (one) => {
    if (shows(one, ...emergencyFlags, ...urgentFlags, ...childFlags)) return { level: 'urgent' };
    return flagsKnown(one) ? silent : { missing: ['flags'] };
  },
};

const hottest = 41;
const veryHot = 40;

/** 41.0 °C and over is an emergency always. */
const hyperpyrexia: Rule = {
  id: 'temperature-41',
  source: 'red-flags',
  judge: byValue('temperature', 'emergency', (value) => value >= hottest),
};

const veryHighFever: Rule = {
  id: 'temperature-40',
  source: 'red-flags',
  judge: byValue('temperature', 'doctor', (value) => value >= veryHot),
};

const mostFeverDays = 3;

const longFever: Rule = {
  id: 'fever-days',
  source: 'red-flags',
  judge: (one) => {
    if (fever(one) === false) return silent;
    const { feverDays: days } = one;
    if (days === undefined) return { missing: fever(one) ? ['feverDays'] : ['temperature', 'feverDays'] };
    return days > mostFeverDays ? { level: 'doctor', values: { days } } : silent;
  },
};

const severeSystolic = 180;
const severeDiastolic = 110;
const signsOfPressure: readonly Symptom[] = [
  'headache',
  'worst-headache',
  'vomiting',
  'sight-sudden',
  'chest-pain',
  'breathless',
];

/** Pressure of 180 over 110 and more, either figure: with a sign that an organ suffers urgent; without, a doctor's. */
const pressure: Rule = {
  id: 'pressure-180',
  source: 'red-flags',
  judge: (one) => {
    const { systolic = 0, diastolic = 0 } = one;
    if (systolic < severeSystolic && diastolic < severeDiastolic) return silent;
    const suffers = comesWith(one, ...signsOfPressure);
    return { level: suffers ? 'urgent' : 'doctor', values: pressureText({ systolic, diastolic }) };
  },
};

export const everybodyRules = [keyPopulation, flagSeen, hyperpyrexia, veryHighFever, longFever, pressure];
