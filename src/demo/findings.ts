import { ageInMonths, type Day } from '../config/domain/calendar.js';
import type { NewPatient } from '../patients/new-patient.js';
import type { SafetyFact } from '../medicines/domain/safety-facts.js';
import { assess } from '../triage/domain/assess.js';
import { adultFromYears, elderlyFromYears } from '../triage/domain/case.js';
import type { Condition } from '../triage/domain/conditions.js';
import type { Level } from '../triage/domain/level.js';
import type { Symptom } from '../triage/domain/symptoms.js';
import type { Disposition } from '../visits/domain/disposition.js';
import type { Findings } from '../visits/findings.js';
import type { Dice } from './dice.js';

const complaints: Symptom[] = ['cough', 'sore-throat', 'fatigue', 'headache', 'muscle-pain', 'runny-nose'];
const urgent: Symptom[] = [
  'breathless',
  'chest-pain',
  'persistent-vomiting',
  'fever-persists',
  'dehydration',
];
const emergency: Symptom[] = ['not-breathing', 'confused', 'chest-pain-severe', 'convulsion'];
const chronic: Condition[] = [
  'hypertension',
  'diabetes',
  'heart',
  'lung',
  'liver',
  'dialysis',
  'unvaccinated',
];

/** What people with a long-standing illness often say beside it. */
const usualFacts: SafetyFact[] = ['takes-statin', 'drives', 'prostate', 'drinks'];

/** What is usually decided at each level, as often as it stands here. */
const decisions: Record<Level, readonly Disposition[]> = {
  'self-care': [
    'medicines',
    'medicines',
    'medicines',
    'medicines',
    'medicines',
    'advice',
    'advice',
    'home-care',
  ],
  doctor: ['doctor', 'doctor', 'online'],
  urgent: ['referral'],
  emergency: ['emergency'],
};

/** Full months of somebody invented. */
export const ageOf = ({ bornOn, identityNumber }: NewPatient, on: Day): number =>
  ageInMonths(bornOn ?? identityNumber!.slice(6, 14).replace(/(....)(..)(..)/, '$1-$2-$3'), on);

/** Pulse and breaths a minute of a well person, from an age in full months on. */
const usual = [
  { fromMonths: 0, pulse: [115, 145], breath: [32, 48] },
  { fromMonths: 3, pulse: [105, 145], breath: [27, 45] },
  { fromMonths: 12, pulse: [95, 118], breath: [22, 36] },
  { fromMonths: 4 * 12, pulse: [75, 106], breath: [20, 28] },
  { fromMonths: 12 * 12, pulse: [65, 95], breath: [13, 16] },
  { fromMonths: adultFromYears * 12, pulse: [58, 90], breath: [12, 18] },
] as const;

/** What a counter finds in a wave: most patients are feverish and well enough, one in twenty is not. */
export function inventFindings(
  dice: Dice,
  ageMonths: number,
  feverShare: number,
): Omit<Findings, 'medicines'> {
  const severity = dice.roll();
  const fever = dice.chance(feverShare);
  const sick = severity > 0.955;
  const flags =
    severity > 0.99 ? [dice.one(emergency)] : severity > 0.975 ? [dice.one(urgent)] : ([] as Symptom[]);
  const conditions = dice.chance(ageMonths >= 60 * 12 ? 0.5 : 0.08) ? [dice.one(chronic)] : [];
  const temperature = dice.chance(0.97)
    ? tenths(fever ? 37.3 + dice.roll() * 2.1 : 36.2 + dice.roll() * 0.9)
    : undefined;
  const mustBeMeasured =
    fever || ageMonths < 5 * 12 || ageMonths >= elderlyFromYears * 12 || conditions.length > 0;
  const findings = {
    temperature,
    ...vitals(dice, ageMonths, { temperature, sick, measured: mustBeMeasured ? 0.95 : 0.25 }),
    oxygen: false,
    symptoms: [...dice.some(complaints, dice.whole(0, 3)), ...flags],
    flagsAsked: flags.length > 0 || dice.chance(0.97),
    feverReported: fever && dice.chance(0.5),
    feverDays: fever ? dice.whole(1, 3) : undefined,
    conditions,
    facts: conditions.length > 0 && dice.chance(0.3) ? [dice.one(usualFacts)] : [],
    factsAsked: true,
    pregnant: false,
    weight: ageMonths < 12 * 12 ? Math.round(8 + ageMonths / 6) : undefined,
  };
  const { level } = assess({ ...findings, ageMonths });
  return { ...findings, disposition: dice.one(decisions[level]) };
}

interface Looked {
  readonly temperature: number | undefined;
  readonly sick: boolean;
  /** The chance that each is measured. */
  readonly measured: number;
}

/** Pulse, breathing and oxygen as somebody of an age has them, quicker with fever. */
function vitals(dice: Dice, ageMonths: number, { temperature, sick, measured }: Looked) {
  const { pulse, breath } = usual.findLast(({ fromMonths }) => ageMonths >= fromMonths)!;
  const degrees = Math.max(0, (temperature ?? 37) - 37.5);
  return {
    spo2: dice.chance(measured) ? (sick ? dice.whole(88, 93) : dice.whole(96, 99)) : undefined,
    pulse: dice.chance(measured)
      ? between(dice, pulse) + Math.round(degrees * (ageMonths < adultFromYears * 12 ? 9 : 7))
      : undefined,
    respiration: dice.chance(measured)
      ? between(dice, breath) + Math.round(degrees) + (sick ? dice.whole(4, 14) : 0)
      : undefined,
  };
}

const between = (dice: Dice, [least, most]: readonly [number, number]) => dice.whole(least, most);

const tenths = (value: number) => Math.round(value * 10) / 10;
