import type { SafetyFact } from './safety-facts.js';
import { refusal } from '../../web/domain/refusal.js';

/** Whose dose it is. */
export interface Taker {
  readonly ageMonths: number;
  /** kg */
  readonly weight?: number;
  /** A liver that is ill takes less paracetamol. */
  readonly liverIll: boolean;
  readonly pregnant?: boolean;
  /** Full weeks of pregnancy, where they were said. */
  readonly pregnantWeeks?: number;
  /** Allergies, medicines taken at home and the like; nobody is taken to have none who was not asked. */
  readonly facts?: readonly SafetyFact[];
  readonly factsAsked?: boolean;
  /** What they say to take at home already: mg a day by an ingredient's English name in small letters. */
  readonly homeMg?: Readonly<Record<string, number>>;
  /** For how many days they have been ill. */
  readonly illDays?: number;
  /** What they complain of. */
  readonly symptoms?: readonly string[];
  /** Long-standing illnesses, by their keys. */
  readonly conditions?: readonly string[];
}

/** How much of an ingredient somebody of an age takes, or that they take none. */
export interface DoseRule {
  /** Its English name, in small letters. */
  readonly ingredient: string;
  /** Full months: from which, and before which (null: for ever). */
  readonly fromMonths: number;
  readonly toMonths: number | null;
  /** For everybody of that age, or only for those whose liver is ill. */
  readonly liverIll: boolean;
  /** Not for them at all. */
  readonly forbidden: boolean;
  /** One dose in mg a kg, least and most; null where the label's dose holds. */
  readonly fromMgPerKg: number | null;
  readonly toMgPerKg: number | null;
  /** The most of one dose, in mg. */
  readonly mostDoseMg: number | null;
  readonly mostTimes: number | null;
  /** The most of one day, in mg. */
  readonly mostDayMg: number | null;
  /** The least hours between two doses. */
  readonly leastHours: number | null;
  /** For how many days at most without a doctor; null: three, as labels for fever say. */
  readonly mostDays: number | null;
  /** Where it is from: a key of `medicines.sources`, or the bureau's own words. */
  readonly source: string;
}

/** A rule that ends before it begins, or gives less at most than at least. */
export const AgesReversed = refusal('ages-reversed', { kind: 'invalid', field: 'toMonths' });

/** @throws AgesReversed */
export function assertAscending({ fromMonths, toMonths, fromMgPerKg, toMgPerKg }: DoseRule): void {
  if (toMonths !== null && toMonths <= fromMonths) throw new AgesReversed();
  if ((fromMgPerKg === null) !== (toMgPerKg === null) || (fromMgPerKg ?? 0) > (toMgPerKg ?? 0))
    throw new AgesReversed();
}

const childUntil = 16 * 12;
const everybody = { liverIll: false, forbidden: false };
const noFigures = {
  fromMgPerKg: null,
  toMgPerKg: null,
  mostDoseMg: null,
  mostTimes: null,
  mostDayMg: null,
  leastHours: null,
  mostDays: null,
};

/** What a new network begins with: FIELD, section 4, each from memory (m) until the bureau has checked it. */
export const firstDoseRules: readonly DoseRule[] = [
  {
    ...everybody,
    ...noFigures,
    ingredient: 'paracetamol',
    fromMonths: 0,
    toMonths: 3,
    forbidden: true,
    source: 'label-child',
  },
  {
    ...everybody,
    ...noFigures,
    ingredient: 'paracetamol',
    fromMonths: 3,
    toMonths: childUntil,
    fromMgPerKg: 10,
    toMgPerKg: 15,
    mostDoseMg: 1000,
    mostTimes: 4,
    // Never more than an adult's day.
    mostDayMg: 2000,
    leastHours: 4,
    mostDays: 3,
    source: 'label-child',
  },
  {
    ...everybody,
    ...noFigures,
    ingredient: 'paracetamol',
    fromMonths: childUntil,
    toMonths: null,
    // 0.5 g, or one prolonged-release tablet; 4 g a day only on a doctor's word.
    mostDoseMg: 650,
    mostTimes: 4,
    leastHours: 4,
    mostDays: 3,
    mostDayMg: 2000,
    source: 'label-adult',
  },
  {
    ...everybody,
    ...noFigures,
    ingredient: 'paracetamol',
    fromMonths: childUntil,
    toMonths: null,
    liverIll: true,
    mostDoseMg: 500,
    mostTimes: 4,
    leastHours: 4,
    mostDays: 3,
    mostDayMg: 2000,
    source: 'label-liver',
  },
  {
    ...everybody,
    ...noFigures,
    ingredient: 'ibuprofen',
    fromMonths: 0,
    toMonths: 6,
    forbidden: true,
    source: 'label-child',
  },
  {
    ...everybody,
    ...noFigures,
    ingredient: 'ibuprofen',
    fromMonths: 6,
    toMonths: childUntil,
    fromMgPerKg: 5,
    toMgPerKg: 10,
    mostDoseMg: 400,
    mostTimes: 4,
    mostDayMg: 1200,
    leastHours: 6,
    mostDays: 3,
    source: 'label-child',
  },
  {
    ...everybody,
    ...noFigures,
    ingredient: 'ibuprofen',
    fromMonths: childUntil,
    toMonths: null,
    mostDoseMg: 400,
    mostTimes: 4,
    leastHours: 6,
    mostDays: 3,
    mostDayMg: 1200,
    source: 'label-adult',
  },
  {
    ...everybody,
    ...noFigures,
    ingredient: 'aspirin',
    fromMonths: 0,
    toMonths: childUntil,
    forbidden: true,
    source: 'viral-child',
  },
  {
    ...everybody,
    ...noFigures,
    ingredient: 'aspirin',
    fromMonths: childUntil,
    toMonths: null,
    source: 'label-adult',
  },
];

/**
 * The rule for somebody: where several fit, one that forbids, then one for the liver, then the one that begins latest.
 * Undefined for an ingredient that no rule speaks of.
 */
export function ruleFor(
  rules: readonly DoseRule[],
  ingredient: string,
  { ageMonths, liverIll }: Taker,
): DoseRule | undefined {
  const name = ingredient.toLowerCase();
  const fitting = rules.filter(
    (rule) =>
      rule.ingredient === name &&
      ageMonths >= rule.fromMonths &&
      (rule.toMonths === null || ageMonths < rule.toMonths) &&
      (liverIll || !rule.liverIll),
  );
  const narrowest = fitting.sort((a, b) => b.fromMonths - a.fromMonths);
  return narrowest.find((rule) => rule.forbidden) ?? narrowest.find((rule) => rule.liverIll) ?? narrowest[0];
}

/**
 * The most of one dose in mg, by weight where the rule asks for it; of somebody who was not weighed no more than the rule's
 * most of all. Undefined where that can't be said.
 */
export function mostOfOneDose(rule: DoseRule, weight: number | undefined): number | undefined {
  const { toMgPerKg, mostDoseMg } = rule;
  if (toMgPerKg === null) return mostDoseMg ?? undefined;
  if (weight === undefined) return mostDoseMg ?? undefined;
  return Math.min(mostDoseMg ?? Infinity, Math.floor(toMgPerKg * weight));
}

/** The most of one day in mg; undefined where that can't be said. */
export function mostOfOneDay(rule: DoseRule, weight: number | undefined): number | undefined {
  const dose = mostOfOneDose(rule, weight);
  const byDoses = dose === undefined || rule.mostTimes === null ? undefined : dose * rule.mostTimes;
  const figures = [byDoses, rule.mostDayMg ?? undefined].filter((one) => one !== undefined);
  return figures.length === 0 ? undefined : Math.min(...figures);
}
