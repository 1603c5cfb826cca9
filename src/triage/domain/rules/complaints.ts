import { type Case, fever, has, isAdult, signsKnown } from '../case.js';
import { type Complaint, type Sign, signs, signsOf } from '../complaints.js';
import type { Level } from '../level.js';
import { type Rule, silent, type Source } from '../rule.js';

interface Weight {
  readonly level: Level | ((one: Case) => Level);
  readonly source: Source;
}

const emergency: Weight = { level: 'emergency', source: 'red-flags' };
const urgent: Weight = { level: 'urgent', source: 'red-flags' };
const doctor: Weight = { level: 'doctor', source: 'red-flags' };
/** What no source says yet raises to a doctor and no further (FIELD, section 3). */
const fromMemory: Weight = { level: 'doctor', source: 'memory' };
const ofPregnancy: Weight = { level: 'urgent', source: 'home-care' };
const ofChildren: Weight = { level: 'doctor', source: 'nice-ng143' };

const heatStroke = 40;

/** How grave each sign is (FIELD, section 3.4). */
const weights: Record<Sign, Weight> = {
  'after-operation': { ...doctor, level: (one) => (fever(one) === false ? 'self-care' : 'doctor') },
  'heat-effort': {
    source: 'red-flags',
    level: ({ temperature }) => ((temperature ?? heatStroke) >= heatStroke ? 'emergency' : 'doctor'),
  },
  'broken-sentences': urgent,
  'reliever-often': urgent,
  'throat-one-side': fromMemory,
  'worst-headache': emergency,
  'sight-sudden': urgent,
  fainted: urgent,
  'irregular-heart': urgent,
  'cannot-walk': fromMemory,
  'rigid-belly': urgent,
  'black-stool-faint': emergency,
  'pregnancy-possible': urgent,
  'testicular-pain': urgent,
  // No water passed for 18 h: NICE NG51 says it from 12 years on; a smaller child dries out sooner.
  'no-urine': { source: 'nice-ng51', level: 'urgent' },
  'child-diarrhoea': { source: 'home-care', level: (one) => (isAdult(one) ? 'doctor' : 'urgent') },
  // Dysentery.
  'bloody-stool': { level: 'doctor', source: 'who-imci' },
  'deep-breathing': { source: 'red-flags', level: (one) => (has(one, 'diabetes') ? 'urgent' : 'doctor') },
  'back-numb': fromMemory,
  'hot-skin': doctor,
  'leg-swollen': doctor,
  'pregnancy-bleeding': ofPregnancy,
  'pregnancy-pain': ofPregnancy,
  'pregnancy-dizzy': ofPregnancy,
  'pregnancy-movements': ofPregnancy,
  'face-swelling': fromMemory,
  'ear-swelling': fromMemory,
  'new-weakness': doctor,
  'head-injury-signs': emergency,
  'burn-bite': fromMemory,
  'self-harm': urgent,
  harmed: urgent,
  'dry-mouth': ofChildren,
  'no-tears': ofChildren,
  'weak-cry': ofChildren,
  'not-themselves': ofChildren,
  'parents-worried': ofChildren,
};

/** How grave a complaint is by itself; one that is not here is judged by its signs and what is measured. */
const byItself: Partial<Record<Complaint, Weight>> = {
  chest: urgent,
  'heart-racing': urgent,
  'blood-in-stool': fromMemory,
  urinary: { ...doctor, level: (one) => (fever(one) === false ? 'self-care' : 'doctor') },
  pregnancy: fromMemory,
  eye: doctor,
  faint: urgent,
  fit: fromMemory,
  'head-injury': doctor,
  poisoning: emergency,
  sugar: fromMemory,
  mind: fromMemory,
  other: { level: 'doctor', source: 'bianmin' },
};

const levelOf = ({ level }: Weight, one: Case) => (typeof level === 'string' ? level : level(one));

const fires = (weight: Weight, one: Case) => {
  const level = levelOf(weight, one);
  return level === 'self-care' ? silent : { level };
};

/** A rule for each sign: one that is there fires, one that the complaint asks for and nobody answered is missing. */
const signRule = (sign: Sign): Rule => ({
  id: `sign-${sign}`,
  source: weights[sign].source,
  judge: (one) => {
    if (one.symptoms.includes(sign)) return fires(weights[sign], one);
    const isAsked = one.complaint !== undefined && signsOf(one.complaint).includes(sign);
    return isAsked && !signsKnown(one) ? { missing: ['signs'] } : silent;
  },
});

const complaintRule = (complaint: Complaint, weight: Weight): Rule => ({
  id: `complaint-${complaint}`,
  source: weight.source,
  judge: (one) => (one.complaint === complaint ? fires(weight, one) : silent),
});

const childSigns: readonly Sign[] = [
  'no-urine',
  'dry-mouth',
  'no-tears',
  'weak-cry',
  'not-themselves',
  'parents-worried',
];

/** Several amber signs of a child together (NICE NG143). */
const severalChildSigns: Rule = {
  id: 'child-several-signs',
  source: 'nice-ng143',
  judge: (one) => {
    if (isAdult(one)) return silent;
    const shown = childSigns.filter((sign) => one.symptoms.includes(sign));
    return shown.length > 1 ? { level: 'urgent', values: { count: shown.length } } : silent;
  },
};

const severePain = 7;

/** Pain of 7 and more of 10, anywhere. */
const pain: Rule = {
  id: 'pain',
  source: 'red-flags',
  judge: ({ pain: value }) =>
    value !== undefined && value >= severePain ? { level: 'doctor', values: { value } } : silent,
};

/** mmol/L, from memory. */
const sugarLimits = { least: 3.9, below: 16.7 };

const sugar: Rule = {
  id: 'sugar',
  source: 'memory',
  judge: ({ sugar: value }) =>
    value !== undefined && (value < sugarLimits.least || value >= sugarLimits.below)
      ? { level: 'doctor', values: { value } }
      : silent,
};

export const complaintRules: readonly Rule[] = [
  ...signs.map(signRule),
  ...Object.entries(byItself).map(([complaint, weight]) => complaintRule(complaint as Complaint, weight)),
  severalChildSigns,
  pain,
  sugar,
];
