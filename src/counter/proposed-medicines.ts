import { Injectable } from '@nestjs/common';
import type { Language } from '../config/settings.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { proposedDose, type ProposedDose } from '../medicines/domain/proposed-dose.js';
import type { Taker } from '../medicines/domain/dose-rule.js';
import type { Warning } from '../medicines/domain/warning.js';
import { DoseRules } from '../medicines/dose-rules.service.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import { Medicines } from '../medicines/medicines.service.js';
import type { Possible } from '../selling/selling.service.js';
import { weightFits } from '../patients/domain/weight.js';
import { isHigher, type Level } from '../triage/domain/level.js';
import { isFeverVisit, readTemperature } from '../triage/domain/vitals.js';
import { drugOf } from '../visits/medicine-safety.js';
import { textOf, type Typed } from './typed-taker.js';

/** A medicine that may be proposed, and its dose. */
export interface Candidate {
  readonly medicine: Medicine;
  readonly dose: ProposedDose;
}

/** What is known of the candidates where they would be given. */
interface Around {
  readonly usable: (medicineId: string) => number;
  readonly possible: (medicineId: string) => readonly Possible[];
  readonly warnings: (drug: ReturnType<typeof drugOf>) => readonly Warning[];
  readonly language: Language;
}

const mostProposed = 2;

/** What the counter proposes for fever or pain: a medicine without prescription that is on the shelf, by rule and weight. */
@Injectable()
export class ProposedMedicines {
  constructor(
    private readonly medicines: Medicines,
    private readonly rules: DoseRules,
  ) {}

  /** @param level what the rules of triage say so far: nobody who goes to a hospital is proposed anything */
  async candidates(typed: Typed, taker: Taker, level: Level | undefined): Promise<Candidate[]> {
    // A weight that doesn't fit the age is no weight to dose by.
    if (taker.weight !== undefined && !weightFits(taker.ageMonths, taker.weight)) return [];
    if (!taker.factsAsked || (level && isHigher(level, 'doctor')) || !needsRelief(typed)) return [];
    const rules = await this.rules.all();
    return (await this.medicines.all()).flatMap((medicine) => {
      if (medicine.group !== 'antipyretic' || medicine.prescription) return [];
      const dose = proposedDose(medicine, taker, rules);
      return dose ? [{ medicine, dose }] : [];
    });
  }

  /** The first of each ingredient that is there in full and that nothing warns of but in words. */
  proposed(candidates: readonly Candidate[], { usable, possible, warnings, language }: Around) {
    const fitting = candidates.filter(({ medicine, dose }) => {
      const { units, times, quantity } = dose;
      const isThere = usable(medicine.id) >= quantity;
      const isAllowed = possible(medicine.id).every(({ now }) => now >= quantity);
      const drug = drugOf(medicine, { quantity, dose: { units, times } });
      return isThere && isAllowed && warnings(drug).every(({ override }) => override === 'notice');
    });
    const ofIngredient = new Map<string, Candidate>();
    for (const one of fitting) {
      const [ingredient] = one.medicine.ingredients;
      if (!ofIngredient.has(ingredient!.en)) ofIngredient.set(ingredient!.en, one);
    }
    // Paracetamol first: it harms the fewest.
    return [...ofIngredient.entries()]
      .sort(([a], [b]) => Number(b === 'paracetamol') - Number(a === 'paracetamol'))
      .slice(0, mostProposed)
      .map(([, { medicine, dose }]) => ({
        ...dose,
        name: medicineName(medicine, language),
        unit: medicine.unit,
        isLiquid: medicine.unit === 'bottle',
      }));
  }
}

/** Whether a form tells of fever, now or lately. */
export function hasFever(typed: Typed): boolean {
  const temperature = readTemperature(textOf(typed.temperature) ?? '')?.celsius;
  return isFeverVisit(temperature, typed.feverReported === 'on');
}

/** Fever, or pain that somebody gave a figure. */
const needsRelief = (typed: Typed) => hasFever(typed) || Number(textOf(typed.pain)) > 0;
