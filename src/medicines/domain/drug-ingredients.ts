import { milligrams, millilitres } from './amount.js';
import type { Ingredient } from './medicine.js';
import type { Drug, RecentDrug, WarningRule } from './warning.js';

/** Each ingredient once, with the medicines that contain it. */
export function shared(given: readonly Drug[]): { ingredient: Ingredient; drugs: Drug[] }[] {
  const all = new Map<string, { ingredient: Ingredient; drugs: Drug[] }>();
  for (const drug of given)
    for (const ingredient of drug.ingredients) {
      const name = ingredient.en.toLowerCase();
      const known = all.get(name);
      if (!known) all.set(name, { ingredient, drugs: [drug] });
      else if (!known.drugs.includes(drug)) known.drugs.push(drug);
    }
  return [...all.values()];
}

/** Milligrams in one unit of a dose: a tablet, or a millilitre of a liquid. */
export function milligramsOfOne({ strength }: Drug, { amount }: Ingredient): number | undefined {
  const [mg, ml] = [milligrams(amount), millilitres(strength)];
  return mg === undefined ? undefined : mg / (ml ?? 1);
}

export const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export const contains = ({ ingredients }: RecentDrug, name: string) =>
  ingredients.some(({ en }) => same(en, name));

/** What all warnings of an ingredient say. */
export const about = (rule: WarningRule, ingredient: Ingredient, drugs: readonly Drug[]) => ({
  rule,
  ingredient,
  subject: ingredient.en.toLowerCase(),
  medicineIds: drugs.map(({ medicineId }) => medicineId),
  values: {},
});
