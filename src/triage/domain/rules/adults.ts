import { type Case, fever, isAdult } from '../case.js';
import { isForNews2, news2 } from '../news2.js';
import { only, type Rule } from '../rule.js';
import { withoutFever } from '../without-fever.js';

const urgentTotal = 5;
const emergencyTotal = 7;
const singleScore = 3;

/** 5 or 6 urgent, 7 or more emergency. What is missing counts nothing, so the total is a least value. */
const total: Rule = {
  id: 'news2-total',
  source: 'rcp-news2',
  judge: only(isForNews2, (one) => {
    const { total: sum, missing } = news2(one);
    if (sum >= emergencyTotal) return { level: 'emergency', values: { value: sum }, missing };
    if (sum >= urgentTotal) return { level: 'urgent', values: { value: sum }, missing };
    return { missing };
  }),
};

const doctorTotal = 4;
const doctorTotalWithFever = 3;

/** A total of 3 with fever, or of 4: a doctor's. A rule of the house. */
const some: Rule = {
  id: 'news2-some',
  source: 'bianmin',
  judge: only(isForNews2, (one) => {
    const { total: sum, missing } = news2(one);
    const least = fever(one) === false ? doctorTotal : doctorTotalWithFever;
    return sum >= least ? { level: 'doctor', values: { value: sum }, missing } : { missing };
  }),
};

/** Any single measurement that scores 3: urgent review. */
const single: Rule = {
  id: 'news2-single',
  source: 'rcp-news2',
  judge: only(isForNews2, (one) => {
    const { scores, missing } = news2(one);
    return Object.values(scores).includes(singleScore) ? { level: 'urgent', missing } : { missing };
  }),
};

const bigChildFrom = 12 * 12;
/** The most that scores nothing. */
const normal = { pulse: 90, respiration: 20 };
const isBigChild = (one: Case) => !isAdult(one) && one.ageMonths >= bigChildFrom;

/** From 12 to 15 years its bands are judged as well, without the fever's share of pulse and breathing. A rule of the house. */
const bigChild: Rule = {
  id: 'news2-from-12',
  source: 'bianmin',
  judge: only(isBigChild, (one) => {
    const { temperature, pulse, respiration } = one;
    const cooler = {
      ...one,
      pulse: pulse && withoutFever('pulse', pulse, temperature, normal.pulse),
      respiration: respiration && withoutFever('respiration', respiration, temperature, normal.respiration),
    };
    const { total: sum, scores, missing } = news2(cooler);
    const values = { value: sum };
    if (sum >= emergencyTotal) return { level: 'emergency', values, missing };
    const grave = sum >= urgentTotal || Object.values(scores).includes(singleScore);
    if (grave) return { level: 'urgent', values, missing };
    return sum >= doctorTotal ? { level: 'doctor', values, missing } : { missing };
  }),
};

/**
 * NEWS2 is not made for pregnancy, but what it takes for grave in any adult is no better in a pregnant one:
 * its limits hold for her too. A rule of the house, until an obstetric score is taken over.
 */
const pregnantExtreme: Rule = {
  id: 'pregnancy-extreme',
  source: 'bianmin',
  judge: only(
    (one) => isAdult(one) && one.pregnant === true,
    (one) => {
      const { scores, total: sum, missing } = news2(one);
      if (sum >= emergencyTotal) return { level: 'emergency', missing };
      const grave = sum >= urgentTotal || Object.values(scores).includes(singleScore);
      return grave ? { level: 'urgent', missing } : { missing };
    },
  ),
};

export const adultRules = [total, single, some, bigChild, pregnantExtreme];
