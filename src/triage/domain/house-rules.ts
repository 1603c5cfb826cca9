import {
  flagsKnown,
  isAdult,
  isFrail,
  isKeyPopulation,
  isYoungChild,
  type Measurement,
  shows,
} from './case.js';
import { byValue, only, type Rule, silent } from './rule.js';
import { redFlags } from './symptoms.js';

const keyPopulationSpo2 = 93;

/** Key populations: SpO₂ under 93 % is referred; strictly under, unlike severe COVID-19 (国卫明电〔2022〕509号). */
const keyPopulation: Rule = {
  id: 'key-population-spo2',
  source: 'key-populations',
  judge: only(
    isKeyPopulation,
    byValue('spo2', 'urgent', (value) => value < keyPopulationSpo2),
  ),
};

/**
 * Nobody goes home on what was not measured: temperature, for the frail also oxygen saturation, and
 * an answer to the red flags. Until then it is at least a doctor's to decide.
 */
const measured: Rule = {
  id: 'not-measured',
  source: 'bianmin',
  judge: (one) => {
    const missing: Measurement[] = [
      ...(one.temperature === undefined ? (['temperature'] as const) : []),
      ...(isFrail(one) && one.spo2 === undefined ? (['spo2'] as const) : []),
      ...(flagsKnown(one) ? [] : (['flags'] as const)),
    ];
    return missing.length > 0 ? { level: 'doctor', missing } : silent;
  },
};

/**
 * A red flag that was seen is urgent at any age and with or without fever, whatever its own rule says of it:
 * a sign that is looked for in small children is no better in a bigger one.
 */
const flagSeen: Rule = {
  id: 'flag-seen',
  source: 'bianmin',
  judge: (one) => {
    if (shows(one, ...redFlags)) return { level: 'urgent' };
    return flagsKnown(one) ? silent : { missing: ['flags'] };
  },
};

/** Pulse and pressure far outside what is normal at an age, (m): wide of the ranges of paediatric life support. */
const farOff = {
  young: { pulse: { least: 80, most: 180 }, systolic: { least: 65, most: 130 } },
  older: { pulse: { least: 55, most: 150 }, systolic: { least: 80, most: 150 } },
};

/** No score of ours judges pulse and pressure of children; what is far off is a doctor's to judge. */
const childFarOff: Rule = {
  id: 'child-far-off',
  source: 'bianmin',
  judge: only(
    (one) => !isAdult(one),
    (one) => {
      const ranges = isYoungChild(one) ? farOff.young : farOff.older;
      const off = (['pulse', 'systolic'] as const).some((vital) => {
        const value = one[vital];
        return value !== undefined && (value < ranges[vital].least || value > ranges[vital].most);
      });
      const missing = (['pulse', 'systolic'] as const).filter((vital) => one[vital] === undefined);
      return off ? { level: 'doctor', missing } : { missing };
    },
  ),
};

export const houseRules = [keyPopulation, measured, flagSeen, childFarOff];
