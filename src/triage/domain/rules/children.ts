import {
  ageYears,
  type Case,
  flagsKnown,
  isAdult,
  isNewborn,
  type Measurement,
  shows,
  spo2AtSeaLevel,
} from '../case.js';
import { pews } from '../pews.js';
import { byValue, only, type Rule, silent } from '../rule.js';
import { withoutFever } from '../without-fever.js';

const isChild = (one: Case) => !isAdult(one);
const months = (years: number) => years * 12;

/** A single item of 4, or this and more, is an emergency; ward scores are high in well feverish children. */
const emergencyTotal = 7;
const emergencyItem = 4;
const urgentTotal = 4;
const doctorTotal = 2;
/** A 2 of pulse or breathing that stands when it is counted again is no fright of the child's. */
const singleItem = 2;

/** Bedside PEWS by the bands of the house: its study's well children reached 3.4 on average. */
const score: Rule = {
  id: 'pews',
  source: 'pews',
  judge: only(isChild, (one) => {
    const { total, scores, missing } = pews(one);
    const values = { value: total };
    if (total >= emergencyTotal || Object.values(scores).includes(emergencyItem))
      return { level: 'emergency', values, missing };
    const stands = one.recounted && (scores.pulse === singleItem || scores.respiration === singleItem);
    if (total >= urgentTotal || stands) return { level: 'urgent', values, missing };
    return total >= doctorTotal ? { level: 'doctor', values, missing } : { missing };
  }),
};

/** The least systolic pressure, mmHg, that is no shock at an age (PALS). */
export function leastSystolic(one: Case): number {
  if (isNewborn(one)) return 60;
  if (one.ageMonths < 12) return 70;
  const years = ageYears(one);
  return years < 10 ? 70 + 2 * years : 90;
}

/** Pressure so low that it is shock; asked of nobody under 12 years, and judged where it was typed. */
const shock: Rule = {
  id: 'child-shock',
  source: 'pals',
  judge: only(isChild, (one) => {
    const { systolic: value } = one;
    if (value === undefined) return silent;
    const limit = leastSystolic(one);
    return value < limit ? { level: 'emergency', values: { value, limit } } : silent;
  }),
};

/** Beats a minute above which a small child's pulse is amber (NICE NG143). */
function amberPulse(ageMonths: number): number | undefined {
  if (ageMonths < 12) return 160;
  if (ageMonths < 24) return 150;
  return ageMonths < months(5) ? 140 : undefined;
}

const pulse: Rule = {
  id: 'child-pulse',
  source: 'nice-ng143',
  judge: ({ ageMonths, pulse: value }) => {
    const limit = amberPulse(ageMonths);
    if (limit === undefined) return silent;
    if (value === undefined) return { missing: ['pulse'] };
    return value > limit ? { level: 'doctor', values: { value, limit } } : silent;
  },
};

const emergencySpo2 = 90;
/** However high somebody lives. */
const leastEmergencySpo2 = 88;
const amberSpo2 = 95;

const lowSpo2: Rule = {
  id: 'child-spo2-low',
  source: 'who-imci',
  judge: only(isChild, ({ spo2: value, altitudePoints = 0 }) => {
    if (value === undefined) return { missing: ['spo2'] };
    const limit = Math.max(leastEmergencySpo2, emergencySpo2 - altitudePoints);
    return value < limit ? { level: 'emergency', values: { value } } : silent;
  }),
};

const lowerSpo2: Rule = {
  id: 'child-spo2-amber',
  source: 'nice-ng143',
  judge: only(
    isChild,
    byValue('spo2', 'doctor', (value) => value <= amberSpo2),
  ),
};

/** Breaths a minute that are fast at an age, crying and fever aside (protocol, 8th and 9th editions); where its bands touch, the stricter. */
export function fastRespiration(ageMonths: number): number {
  if (ageMonths < 2) return 60;
  if (ageMonths < 12) return 50;
  if (ageMonths < months(5)) return 40;
  return 30;
}

/**
 * Fast breathing. A first count over the limit is a doctor's, to be counted again when the child is calm and cooler; with
 * hard breathing or low oxygen, or where the fever does not explain it in an infant under two months, it is urgent.
 */
const respiration: Rule = {
  id: 'child-respiration',
  source: 'covid-9',
  judge: only(isChild, (one) => {
    const { respiration: value, ageMonths, temperature, recounted } = one;
    const spo2 = spo2AtSeaLevel(one);
    if (value === undefined) return { missing: ['respiration'] };
    const limit = fastRespiration(ageMonths);
    if (value < limit) return silent;
    const values = { value, limit };
    const isHard = shows(one, 'chest-indrawing', 'nasal-flaring', 'stridor', 'wheeze') !== undefined;
    const isLow = spo2 !== undefined && spo2 <= amberSpo2;
    const isOwn = ageMonths < 2 && withoutFever('respiration', value, temperature, limit - 1) >= limit;
    if (isHard || isLow || isOwn || recounted) return { level: 'urgent', values };
    const missing: Measurement[] = [
      ...(flagsKnown(one) ? [] : (['flags'] as const)),
      ...(spo2 === undefined ? (['spo2'] as const) : []),
    ];
    return { level: 'doctor', values, missing };
  }),
};

const infantMonths = 3;
const infantFever = 38;
const halfYearMonths = 6;
const halfYearFever = 39;

/** Fever of infants: in the first month an emergency (WHO and AAP admit; a rule of the house), under 3 months urgent (NICE red). */
const infantWithFever: Rule = {
  id: 'infant-fever',
  source: 'nice-ng143',
  judge: only(
    ({ ageMonths }) => ageMonths < infantMonths,
    (one) => {
      const { temperature, feverReported } = one;
      const level = isNewborn(one) ? 'emergency' : 'urgent';
      if (temperature === undefined) return feverReported ? { level } : { missing: ['temperature'] };
      return temperature >= infantFever || feverReported ? { level } : silent;
    },
  ),
};

/** From 3 to 6 months 39.0 °C and more is amber (NICE NG143). */
const halfYearWithFever: Rule = {
  id: 'half-year-fever',
  source: 'nice-ng143',
  judge: only(
    ({ ageMonths }) => ageMonths >= infantMonths && ageMonths < halfYearMonths,
    byValue('temperature', 'doctor', (value) => value >= halfYearFever),
  ),
};

export const childRules = [
  score,
  shock,
  pulse,
  lowSpo2,
  lowerSpo2,
  respiration,
  infantWithFever,
  halfYearWithFever,
];
