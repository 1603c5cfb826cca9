import { type Complaint, type Sign, signsOf } from './complaints.js';
import { type Condition, isChronic } from './conditions.js';
import { type RedFlag, isRedFlag, type Symptom } from './symptoms.js';
import { type Consciousness, feverFrom, type Figure, type Vitals } from './vitals.js';

/** One person as the rules see them. What is absent was not measured or not asked, and is never taken as normal. */
export interface Case extends Vitals {
  /** Full months since birth. */
  readonly ageMonths: number;
  /** Days since birth, where they are known: a newborn is judged by them. */
  readonly ageDays?: number;
  /** Where the temperature was taken. It is judged as it was read: no source turns one site's figure into another's. */
  readonly temperatureSite?: TemperatureSite;
  /** How hard a child works to breathe; with the red flags all denied it is easy. */
  readonly effort?: Effort;
  /** Seconds until a pressed fingertip is pink again. */
  readonly refill?: number;
  /** Litres of oxygen a minute, where somebody is on it. */
  readonly oxygenFlow?: number;
  /** Pulse and breathing were counted again, a full minute, calm and cooler: what is fast now is no first count. */
  readonly recounted?: boolean;
  /** How many points lower the limits of SpO₂ lie where it was measured, for its altitude. */
  readonly altitudePoints?: number;
  readonly pregnant?: boolean;
  readonly conditions: readonly Condition[];
  /** On oxygen (true) or on air (false). */
  readonly oxygen?: boolean;
  /** What they come with first; its questions are answered by signs among the symptoms. */
  readonly complaint?: Complaint;
  /** Whether the complaint's questions were asked; "none of these" is an answer. */
  readonly signsAsked?: boolean;
  /** 0 to 10, as the patient says. */
  readonly pain?: number;
  /** Blood sugar, mmol/L */
  readonly sugar?: number;
  /** For how many days they have been ill. */
  readonly illDays?: number;
  /** An illness changed, grew worse or went untreated in the last 4 weeks, as they say. */
  readonly unstable?: boolean;
  /** Somebody else stands at the counter: what was measured was measured by others. */
  readonly absent?: boolean;
  /** Fever in the last 48 h, by the patient's own word. */
  readonly feverReported?: boolean;
  /** For how many days there has been fever. */
  readonly feverDays?: number;
  readonly symptoms: readonly Symptom[];
  /** Whether the red flags were asked; "none of these" is an answer. */
  readonly flagsAsked: boolean;
  /** Figures that were typed and can't be true: the case is judged on the safe side of them, and they are asked again. */
  readonly impossible?: readonly Figure[];
  /** Arterial oxygen over inspired fraction, mmHg; from a hospital's letter. */
  readonly pao2Fio2?: number;
  /** How much lung lesions grew within 24 to 48 h, %; from a hospital's letter. */
  readonly lesionGrowth?: number;
}

export const temperatureSites = ['armpit', 'ear', 'forehead', 'mouth', 'rectum'] as const;
export type TemperatureSite = (typeof temperatureSites)[number];

/** How hard breathing is (Bedside PEWS): easy, or with signs of work; the last with pauses too. */
export const efforts = ['normal', 'mild', 'moderate', 'severe'] as const;
export type Effort = (typeof efforts)[number];

/** What can be missing: a measurement, or an answer. */
export const measurements = [
  'flags',
  'signs',
  'spo2',
  'temperature',
  'respiration',
  'consciousness',
  'pulse',
  'systolic',
  'feverDays',
  'oxygen',
] as const;
export type Measurement = (typeof measurements)[number];

const months = (years: number) => years * 12;
const newbornDays = 28;

/** SpO₂ as the limits, which are made for less than 1,500 m, see it. */
export const spo2AtSeaLevel = ({ spo2, altitudePoints = 0 }: Case): number | undefined =>
  spo2 === undefined || spo2 < leastForAltitude ? spo2 : Math.min(100, spo2 + altitudePoints);

/** Below it SpO₂ is low however high somebody lives. */
const leastForAltitude = 88;

/** Under 28 days; where the days are not known, in the first month of life. */
export const isNewborn = ({ ageDays, ageMonths }: Case): boolean =>
  ageDays === undefined ? ageMonths < 1 : ageDays < newbornDays;

/** From this age on somebody is judged as an adult, by NEWS2; before it the signs of children are looked for. */
export const adultFromYears = 16;
/** From this age on somebody is frail by age alone. */
export const elderlyFromYears = 65;

export const ageYears = ({ ageMonths }: Case): number => Math.floor(ageMonths / 12);
export const isAdult = ({ ageMonths }: Case): boolean => ageMonths >= months(adultFromYears);
export const isElderly = ({ ageMonths }: Case): boolean => ageMonths >= months(elderlyFromYears);
export const isYoungChild = ({ ageMonths }: Case): boolean => ageMonths < months(5);
export const has = ({ conditions }: Case, condition: Condition): boolean => conditions.includes(condition);

/** Elderly, pregnant or with a long-standing illness: those whose oxygen must be known. */
export const isFrail = (one: Case): boolean =>
  isElderly(one) || one.pregnant === true || one.conditions.some(isChronic);

/** Elderly, pregnant, chronically ill, on dialysis or unvaccinated (国卫明电〔2022〕509号). */
export const isKeyPopulation = (one: Case): boolean => isFrail(one) || has(one, 'unvaccinated');

/** Fever now or in the last 48 h; undefined while nobody has measured or been told. */
export function fever({ temperature, feverReported }: Case): boolean | undefined {
  if (feverReported) return true;
  return temperature === undefined ? undefined : temperature >= feverFrom;
}

/** Whether any of these red flags was seen. A flag that was ticked was asked. */
export function shows({ symptoms }: Case, ...flags: readonly RedFlag[]): RedFlag | undefined {
  return flags.find((flag) => symptoms.includes(flag));
}

/**
 * How awake somebody is: as measured, or alert by the answer that there is none of the red flags, and that they are
 * alert, drink and pass water, which the counter gives by one key.
 */
export const consciousnessOf = ({ consciousness, flagsAsked, symptoms }: Case): Consciousness | undefined =>
  consciousness ?? (flagsAsked && !symptoms.some(isRedFlag) ? 'alert' : undefined);

/** Whether the red flags are known: asked, or at least one ticked. */
export const flagsKnown = ({ flagsAsked, symptoms }: Case): boolean => flagsAsked || symptoms.some(isRedFlag);

/** Whether the complaint's questions are answered: asked, at least one ticked, or there are none. */
export function signsKnown({ complaint, signsAsked, symptoms }: Case): boolean {
  if (complaint === undefined || signsAsked) return true;
  const asked: readonly Sign[] = signsOf(complaint);
  return asked.length === 0 || asked.some((sign) => symptoms.includes(sign));
}

/** What a complaint says by itself, as if it had been ticked among the symptoms. */
const implied: Partial<Record<Complaint, readonly Symptom[]>> = {
  headache: ['headache'],
  'vomiting-diarrhoea': ['vomiting'],
  chest: ['chest-pain'],
  'heart-racing': ['irregular-heart'],
  cough: ['cough'],
};
const impliedInPregnancy: Partial<Record<Complaint, readonly Symptom[]>> = {
  dizziness: ['pregnancy-dizzy'],
  'heart-racing': ['pregnancy-dizzy'],
  'upper-belly': ['pregnancy-pain'],
  'lower-belly': ['pregnancy-pain'],
};

/** Whether somebody has one of these: ticked, or said by the complaint. */
export function comesWith({ complaint, symptoms, pregnant }: Case, ...wanted: readonly Symptom[]): boolean {
  const said = complaint === undefined ? [] : (implied[complaint] ?? []);
  const inPregnancy = complaint === undefined || !pregnant ? [] : (impliedInPregnancy[complaint] ?? []);
  return wanted.some((one) => symptoms.includes(one) || said.includes(one) || inPregnancy.includes(one));
}
