import { milligramsPerMl } from './amount.js';
import { type DoseRule, mostOfOneDose, ruleFor, type Taker } from './dose-rule.js';
import type { Ingredient } from './medicine.js';

/** What a slip says of taking an ingredient. */
export type Dose =
  | { readonly advice: 'adult'; readonly ingredient: DosedIngredient; readonly mostADayMg?: number }
  | {
      readonly advice: 'by-weight';
      readonly ingredient: DosedIngredient;
      readonly fromMg: number;
      readonly toMg: number;
      /** Millilitres of this product, where its label says how much a millilitre holds. */
      readonly fromMl?: number;
      readonly toMl?: number;
      readonly mostTimes: number;
    }
  | { readonly advice: 'weigh' | 'too-young'; readonly ingredient: DosedIngredient };

/** The ingredients for which a slip has sentences. */
export const dosedIngredients = ['paracetamol', 'ibuprofen', 'aspirin'] as const;
export type DosedIngredient = (typeof dosedIngredients)[number];

/**
 * How one ingredient is taken: by weight where the rule for the age says so, by the label otherwise. Undefined
 * for an ingredient that no rule, or no sentence, speaks of.
 */
export function doseOf(
  { en }: Ingredient,
  strength: string,
  taker: Taker,
  rules: readonly DoseRule[],
): Dose | undefined {
  const ingredient = dosedIngredients.find((name) => name === en.toLowerCase());
  const rule = ingredient && ruleFor(rules, ingredient, taker);
  if (!rule) return undefined;
  if (rule.forbidden) return { advice: 'too-young', ingredient };
  const { fromMgPerKg, mostDayMg, mostTimes } = rule;
  if (fromMgPerKg === null)
    return { advice: 'adult', ingredient, ...(mostDayMg !== null && { mostADayMg: mostDayMg }) };
  const toMg = taker.weight === undefined ? undefined : mostOfOneDose(rule, taker.weight);
  if (toMg === undefined) return { advice: 'weigh', ingredient };
  const fromMg = Math.min(toMg, Math.floor(fromMgPerKg * taker.weight!));
  const perMl = milligramsPerMl(strength);
  const ml = (mg: number) => Math.floor((mg / perMl!) * 10) / 10;
  return {
    advice: 'by-weight',
    ingredient,
    fromMg,
    toMg,
    mostTimes: mostTimes ?? 1,
    ...(perMl && { fromMl: ml(fromMg), toMl: ml(toMg) }),
  };
}
