import { ageInMonths } from '../config/domain/calendar.js';
import type { Language } from '../config/settings.js';
import { type Dose, doseOf } from '../medicines/domain/dose.js';
import type { DoseRule } from '../medicines/domain/dose-rule.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { familyNameOf } from '../patients/domain/family-name.js';
import type { Outlet } from '../network/outlet.entity.js';
import { adultFromYears } from '../triage/domain/case.js';
import { decided } from '../visits/aftercare.js';
import { levelOf } from '../visits/domain/disposition.js';
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
) {
  const taker = {
    ageMonths: ageInMonths(visit.bornOn, visit.on),
    weight: visit.weight ?? undefined,
    liverIll: visit.conditions.includes('liver'),
  };
  const medicines = given.map(({ medicine, quantity, directions }) => ({
    name: medicineName(medicine, language),
    quantity,
    unit: medicine.unit,
    directions,
    doses: medicine.ingredients.flatMap((ingredient) => {
      const dose = doseOf(ingredient, medicine.strength, taker, rules);
      return dose ? [sentenceOf(dose)] : [];
    }),
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
    // What the doctor decided counts, not what the counter had thought before.
    level: visit.outcome ? levelOf(visit.outcome) : (visit.level ?? 'doctor'),
    disposition: decided(visit),
    child: taker.ageMonths < adultFromYears * 12,
    reasonsToCall: reasonsToCall({ ...visit, ageMonths: taker.ageMonths }),
    medicines,
    paracetamol,
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
