import { addDays, ageInMonths, type Day } from '../config/domain/calendar.js';
import type { Language } from '../config/settings.js';
import { type Dose, doseOf } from '../medicines/domain/dose.js';
import type { DoseRule, Taker } from '../medicines/domain/dose-rule.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { familyNameOf } from '../patients/domain/family-name.js';
import type { Outlet } from '../network/outlet.entity.js';
import { adultFromYears } from '../triage/domain/case.js';
import { isHigher } from '../triage/domain/level.js';
import { decided } from '../visits/aftercare.js';
import { levelNow } from '../visits/domain/disposition.js';
import { onPaper } from './domain/on-paper.js';
import { reasonsToCall } from './domain/reasons-to-call.js';
import type { Given, VisitLine } from '../visits/visits.queries.js';

/** What a patient takes home: what was found, what to do, how to take what was given, when to come back. */
export function slipPage(
  visit: VisitLine,
  given: readonly Given[],
  outlet: Outlet,
  language: Language,
  rules: readonly DoseRule[],
  { seenOn, sentTo }: Around,
) {
  const taker = {
    ageMonths: ageInMonths(visit.bornOn, visit.on),
    weight: visit.weight ?? undefined,
    liverIll: visit.conditions.includes('liver'),
  };
  const medicines = given.map((one) => ({
    ...one,
    name: medicineName(one.medicine, language),
    unit: one.medicine.unit,
    // The rule's range only where nobody told a dose.
    doses: one.doseUnits === null ? rangesOf(one.medicine, taker, rules) : [],
  }));
  const paracetamol = given.some(({ medicine }) =>
    medicine.ingredients.some(({ en }) => en.toLowerCase() === 'paracetamol'),
  );
  return {
    visit: onPaper(visit),
    outlet,
    language,
    /** The family name is enough for who holds the slip, and for who finds it. */
    name: familyNameOf(visit.patient),
    level: levelNow(visit),
    doctorsWord: doctorsWord(visit, seenOn),
    next: nextOf(visit),
    sentTo,
    child: taker.ageMonths < adultFromYears * 12,
    reasonsToCall: reasonsToCall({ ...visit, ageMonths: taker.ageMonths }),
    medicines,
    paracetamol,
  };
}

/** What a slip knows beside the visit. */
interface Around {
  /** The day on which a doctor saw them. */
  readonly seenOn?: Day;
  /** The outlet next door to which they were sent. */
  readonly sentTo?: Outlet;
}

/** What the patient does next: whoever waited in vain no longer waits here. */
function nextOf(visit: VisitLine): string {
  if (visit.leftAt) return visit.sentToId ? 'next-door' : 'home-called';
  return decided(visit);
}

/** How a medicine is taken by the rules, ingredient by ingredient. */
const rangesOf = ({ ingredients, strength }: Given['medicine'], taker: Taker, rules: readonly DoseRule[]) =>
  ingredients.flatMap((ingredient) => {
    const dose = doseOf(ingredient, strength, taker, rules);
    return dose ? [sentenceOf(dose)] : [];
  });

/** What the doctor who saw them says: why less is enough, what to do at home, until when they are unfit for work. */
function doctorsWord(
  { seer, outcome, level, levelReason, advice, sickDays }: VisitLine,
  seenOn: Day | undefined,
) {
  if (!seenOn || !outcome) return undefined;
  const lowered = level !== null && isHigher(level, levelNow({ outcome, level }));
  return {
    name: seer,
    reason: lowered ? levelReason : undefined,
    advice,
    sick: sickDays === null ? undefined : { days: sickDays, until: addDays(seenOn, sickDays - 1) },
  };
}

function sentenceOf(dose: Dose): { key: string; values: Record<string, number> } {
  const key = `medicines.doses.${dose.ingredient}.${dose.advice}`;
  if (dose.advice === 'by-weight') {
    const { fromMg, toMg, fromMl, toMl, mostTimes } = dose;
    return fromMl === undefined || toMl === undefined
      ? { key, values: { fromMg, toMg, mostTimes } }
      : { key: `${key}-ml`, values: { fromMg, toMg, fromMl, toMl, mostTimes } };
  }
  return { key, values: dose.advice === 'adult' && dose.mostADayMg ? { grams: dose.mostADayMg / 1000 } : {} };
}
