import { ageInMonths, type Day } from '../config/domain/calendar.js';
import type { NewPatient } from '../patients/patients.service.js';
import { assess } from '../triage/domain/assess.js';
import { adultFromYears, elderlyFromYears } from '../triage/domain/case.js';
import type { Condition } from '../triage/domain/conditions.js';
import type { Level } from '../triage/domain/level.js';
import { fastRespiration } from '../triage/domain/covid.js';
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

/** What a counter finds in a wave: most patients are feverish and well enough, one in twenty is not. */
export function inventFindings(
  dice: Dice,
  ageMonths: number,
  feverShare: number,
): Omit<Findings, 'medicines'> {
  const severity = dice.roll();
  const fever = dice.chance(feverShare);
  const adult = ageMonths >= adultFromYears * 12;
  const usualBreath = adult ? 14 : fastRespiration(ageMonths) - 18;
  const sick = severity > 0.955;
  const flags =
    severity > 0.99 ? [dice.one(emergency)] : severity > 0.975 ? [dice.one(urgent)] : ([] as Symptom[]);
  const findings = {
    temperature: dice.chance(0.97)
      ? tenths(fever ? 37.3 + dice.roll() * 2.1 : 36.2 + dice.roll() * 0.9)
      : undefined,
    spo2: dice.chance(ageMonths >= elderlyFromYears * 12 ? 0.93 : 0.7)
      ? sick
        ? dice.whole(88, 93)
        : dice.whole(95, 99)
      : undefined,
    pulse: dice.chance(0.6) ? dice.whole(adult ? 62 : 85, adult ? (fever ? 108 : 90) : 130) : undefined,
    respiration: dice.chance(0.4) ? usualBreath + dice.whole(0, sick ? 14 : 5) : undefined,
    consciousness: dice.chance(0.6) ? ('alert' as const) : undefined,
    oxygen: false,
    symptoms: [...dice.some(complaints, dice.whole(0, 3)), ...flags],
    flagsAsked: flags.length > 0 || dice.chance(0.97),
    feverReported: fever && dice.chance(0.5),
    feverDays: fever ? dice.whole(1, 3) : undefined,
    conditions: dice.chance(ageMonths >= 60 * 12 ? 0.5 : 0.08) ? [dice.one(chronic)] : [],
    pregnant: false,
    weight: ageMonths < 12 * 12 ? Math.round(8 + ageMonths / 6) : undefined,
  };
  const { level } = assess({ ...findings, ageMonths });
  return { ...findings, disposition: dice.one(decisions[level]) };
}

const tenths = (value: number) => Math.round(value * 10) / 10;
