import { type Case, flagsKnown, has, isAdult, type Measurement, shows } from '../case.js';
import { byValue, only, type Rule, silent } from '../rule.js';
import type { RedFlag } from '../symptoms.js';

const severeSpo2 = 93;
const adultRespiration = 30;
const severePao2Fio2 = 300;
const severeLesionGrowth = 50;

/*
 * Severe COVID-19 of adults: diagnosis and treatment protocol, 10th edition (诊疗方案试行第十版), "severe".
 * It says SpO₂ on air; one who is that low in spite of oxygen is no better off, so it holds on oxygen too.
 */
const adult: Rule[] = [
  {
    id: 'covid-adult-respiration',
    source: 'covid-10',
    judge: only(
      isAdult,
      byValue('respiration', 'urgent', (value) => value >= adultRespiration),
    ),
  },
  {
    id: 'covid-adult-spo2',
    source: 'covid-10',
    // Of a person with known hypercapnic failure scale 2 alone judges it: low is where it should be.
    judge: only(
      (one) => isAdult(one) && !has(one, 'hypercapnic'),
      byValue('spo2', 'urgent', (value) => value <= severeSpo2),
    ),
  },
  {
    // Not measured at a counter, so not asked for; a hospital's letter may state it.
    id: 'covid-adult-pao2',
    source: 'covid-10',
    judge: only(isAdult, ({ pao2Fio2: value }) =>
      value !== undefined && value <= severePao2Fio2 ? { level: 'urgent', values: { value } } : silent,
    ),
  },
  {
    id: 'covid-adult-lesions',
    source: 'covid-10',
    judge: only(isAdult, ({ lesionGrowth: value }) =>
      value !== undefined && value > severeLesionGrowth ? { level: 'urgent', values: { value } } : silent,
    ),
  },
];

const isChild = (one: Case) => !isAdult(one);

const childFlag = (id: string, flags: readonly RedFlag[]): Rule => ({
  id,
  source: 'covid-9',
  judge: only(isChild, (one) => {
    if (shows(one, ...flags)) return { level: 'urgent' };
    return flagsKnown(one) ? silent : { missing: ['flags'] };
  }),
});

const childHighFever = 38.5;
const childFeverDays = 3;

/** Severe COVID-19 of children: diagnosis and treatment protocol, 8th and 9th editions. */
const child: Rule[] = [
  {
    id: 'covid-child-spo2',
    source: 'covid-9',
    judge: only(
      isChild,
      byValue('spo2', 'urgent', (value) => value <= severeSpo2),
    ),
  },
  {
    id: 'covid-child-fever',
    source: 'covid-9',
    judge: only(isChild, (one) => {
      const { temperature, feverDays } = one;
      if (shows(one, 'fever-persists')) return { level: 'urgent' };
      const asked: Measurement[] = flagsKnown(one) ? [] : ['flags'];
      if (temperature === undefined) return { missing: [...asked, 'temperature'] };
      if (temperature <= childHighFever) return { missing: asked };
      if (feverDays === undefined) return { missing: [...asked, 'feverDays'] };
      return feverDays > childFeverDays ? { level: 'urgent' } : { missing: asked };
    }),
  },
  childFlag('covid-child-breathing', ['nasal-flaring', 'chest-indrawing', 'wheeze', 'stridor']),
  childFlag('covid-child-lethargy', ['lethargic', 'convulsion']),
  childFlag('covid-child-feeding', ['refuses-feeds', 'dehydration']),
];

export const covidRules = [...adult, ...child];
