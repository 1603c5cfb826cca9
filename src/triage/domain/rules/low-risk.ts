import {
  ageYears,
  type Case,
  fever,
  flagsKnown,
  has,
  isAdult,
  isElderly,
  isYoungChild,
  type Measurement,
  shows,
  signsKnown,
  spo2AtSeaLevel,
} from '../case.js';
import { isChronic } from '../conditions.js';
import { type Edition, holdsIn, newestEdition } from '../editions.js';
import { news2 } from '../news2.js';
import { pews } from '../pews.js';
import type { Rule } from '../rule.js';
import { silent } from '../rule.js';
import { redFlags } from '../symptoms.js';
import { complaintRules } from './complaints.js';

/** What must be so of somebody who goes home without a doctor: all of these. */
export const lowRiskItems = [
  'age',
  'present',
  'flags',
  'complaint',
  'air',
  'temperature',
  'fever-days',
  'ill-days',
  'vitals',
  'figures',
  'illness',
  'pregnancy',
] as const;
export type LowRiskItem = (typeof lowRiskItems)[number];

/** Met, not met, or not known, and then what would have to be measured or asked. */
export type Answer = 'met' | 'not-met' | readonly Measurement[];

const youngestMonths = 6;
const oldestYears = 80;
const leastTemperature = { child: 36, adult: 35.5 };
const mostTemperature = 39.9;
const mostFeverDays = 3;
const mostIllDays = 10;
const adultVitals = { spo2: 95, respiration: { least: 12, most: 20 }, pulse: { least: 51, most: 110 } };
const hypercapnicSpo2 = 88;
const childSpo2 = 96;
const mostNews2 = 2;
const mostPews = 1;

/** Who goes home only with oxygen, pulse and breathing measured: all but adults and bigger children without fever or illness. */
const mustBeMeasured = (one: Case): boolean =>
  fever(one) !== false ||
  isYoungChild(one) ||
  isElderly(one) ||
  one.pregnant === true ||
  has(one, 'after-birth') ||
  one.conditions.some(isChronic);

/** Illnesses with which nobody goes home unseen, whatever they measure. */
const needsDoctor = ['dialysis', 'cancer', 'immunocompromised'] as const;

const within = (value: number, { least, most }: { least: number; most: number }) =>
  value >= least && value <= most;

function temperatureOf(one: Case): Answer {
  const { temperature } = one;
  if (temperature === undefined) return ['temperature'];
  const least = isAdult(one) ? leastTemperature.adult : leastTemperature.child;
  return within(temperature, { least, most: mostTemperature }) ? 'met' : 'not-met';
}

function feverDaysOf(one: Case): Answer {
  if (shows(one, 'fever-persists')) return 'not-met';
  if (fever(one) === false) return 'met';
  if (one.feverDays === undefined) return ['feverDays'];
  return one.feverDays <= mostFeverDays ? 'met' : 'not-met';
}

/** No answer to the questions of the complaint asks for more, and neither does pain or sugar. */
function complaintOf(one: Case, edition: Edition): Answer {
  if (complaintRules.some((rule) => holdsIn(edition, rule) && rule.judge(one).level)) return 'not-met';
  return signsKnown(one) ? 'met' : ['signs'];
}

/** Whether what was measured is normal; somebody who need not be measured may have none of it, but nothing that is not. */
function vitalsOf(one: Case): Answer {
  const normal = isAdult(one) ? isNormalAdult(one) : isNormalChild(one);
  if (!normal) return 'not-met';
  const lacking = (['spo2', 'pulse', 'respiration'] as const).filter((vital) => one[vital] === undefined);
  if (lacking.length > 0) return mustBeMeasured(one) ? lacking : 'met';
  const needsPressure = isAdult(one) && news2(one).total >= mostNews2 && one.systolic === undefined;
  return needsPressure ? ['systolic'] : 'met';
}

function isNormalAdult(one: Case): boolean {
  const { respiration, pulse } = one;
  // The target of hypercapnic failure is the same at any altitude.
  const spo2 = has(one, 'hypercapnic') ? one.spo2 : spo2AtSeaLevel(one);
  const leastSpo2 = has(one, 'hypercapnic') ? hypercapnicSpo2 : adultVitals.spo2;
  if (spo2 !== undefined && spo2 < leastSpo2) return false;
  if (respiration !== undefined && !within(respiration, adultVitals.respiration)) return false;
  if (pulse !== undefined && !within(pulse, adultVitals.pulse)) return false;
  return news2(one).total <= mostNews2;
}

function isNormalChild(one: Case): boolean {
  const spo2 = spo2AtSeaLevel(one);
  if (spo2 !== undefined && spo2 < childSpo2) return false;
  const { scores, total } = pews(one);
  return total <= mostPews && Object.values(scores).every((points) => points <= mostPews);
}

/** An illness of more than ten days is a doctor's; from edition 2027-01 on one with fever too. */
const illDaysOf = (one: Case, edition: Edition): Answer => {
  const concerned = fever(one) === false || holdsIn(edition, { since: '2027-01' });
  return concerned && (one.illDays ?? 0) > mostIllDays ? 'not-met' : 'met';
};

const answers: Record<LowRiskItem, (one: Case, edition: Edition) => Answer> = {
  age: (one) => (one.ageMonths >= youngestMonths && ageYears(one) < oldestYears ? 'met' : 'not-met'),
  present: ({ absent }) => (absent ? 'not-met' : 'met'),
  flags: (one) => (shows(one, ...redFlags) ? 'not-met' : flagsKnown(one) ? 'met' : ['flags']),
  complaint: complaintOf,
  air: ({ oxygen }) => (oxygen ? 'not-met' : 'met'),
  temperature: temperatureOf,
  'fever-days': feverDaysOf,
  'ill-days': illDaysOf,
  vitals: vitalsOf,
  figures: ({ impossible = [] }) => (impossible.length > 0 ? 'not-met' : 'met'),
  illness: (one) => (one.unstable || needsDoctor.some((illness) => has(one, illness)) ? 'not-met' : 'met'),
  pregnancy: (one) =>
    (one.pregnant !== true && !has(one, 'after-birth')) || fever(one) === false
      ? 'met'
      : fever(one)
        ? 'not-met'
        : ['temperature'],
};

/** How a case stands to each item. */
export const lowRisk = (one: Case, edition: Edition = newestEdition): Record<LowRiskItem, Answer> =>
  Object.fromEntries(lowRiskItems.map((item) => [item, answers[item](one, edition)])) as Record<
    LowRiskItem,
    Answer
  >;

/** The list of low risk, a rule of the house: whoever does not meet all of it is at least a doctor's. */
export const lowRiskRule = (edition: Edition): Rule => ({
  id: 'not-low-risk',
  source: 'bianmin',
  judge: (one) => {
    const found = Object.values(lowRisk(one, edition));
    if (found.every((answer) => answer === 'met')) return silent;
    const missing = found.flatMap((answer) => (typeof answer === 'string' ? [] : answer));
    return { level: 'doctor', missing: [...new Set(missing)] };
  },
});
