import { flagsKnown, isFrail, isKeyPopulation, type Measurement } from './case.js';
import { byValue, only, type Rule, silent } from './rule.js';

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

export const houseRules = [keyPopulation, measured];
