import { milligrams } from './amount.js';
import { about, contains, shared } from './drug-ingredients.js';
import { classesOf, classOf, type IngredientClass, ingredientClasses } from './ingredient-class.js';
import type { Drug, RecentDrug, Warning } from './warning.js';

/* What does not go together: in one visit, and with what was received lately. */

/** Two ingredients of one class, in this visit or with what was received lately; the same twice has its own warning. */
export function twoOfAClass(given: readonly Drug[], lately: readonly RecentDrug[]): Warning[] {
  return ingredientClasses.flatMap((of): Warning[] => {
    const isOf = (drug: Drug | RecentDrug) => classesOf(drug).has(of);
    const drugs = given.filter(isOf);
    const names = (some: readonly (Drug | RecentDrug)[]) =>
      new Set(some.filter(isOf).flatMap((one) => namesOf(one, of)));
    const [now, before] = [names(drugs), names(lately)];
    const about = { subject: of, source: 'same-ingredient', medicineIds: drugs.map((one) => one.medicineId) };
    if (drugs.length > 1 && now.size > 1)
      return [{ ...about, rule: 'same-class', override: 'doctor', values: {} }];
    const isNew = [...before].some((name) => !now.has(name));
    const last = lately.find(isOf);
    if (drugs.length === 0 || !isNew || !last) return [];
    const values = { days: last.daysAgo, outlet: last.outlet };
    return [{ ...about, rule: 'same-class-lately', override: 'reason', values }];
  });
}

/** By which names a medicine is of a class: its ingredients', or its code where only that says so. */
function namesOf({ ingredients, atc }: Drug | RecentDrug, of: IngredientClass): string[] {
  const named = ingredients.filter(({ en }) => classOf(en) === of).map(({ en }) => en.toLowerCase());
  return named.length > 0 ? named : [atc ?? ''];
}

/** The same active ingredient in two medicines of one visit: the commonest harm. A herb without amount asks for a reason only. */
export function twice(given: readonly Drug[]): Warning[] {
  return shared(given).flatMap(({ ingredient, drugs }): Warning[] =>
    drugs.length < 2
      ? []
      : [
          {
            ...about('same-ingredient', ingredient, drugs),
            override: milligrams(ingredient.amount) === undefined ? 'reason' : 'doctor',
            source: 'same-ingredient',
          },
        ],
  );
}

export function twiceLately(given: readonly Drug[], lately: readonly RecentDrug[]): Warning[] {
  return shared(given).flatMap(({ ingredient, drugs }): Warning[] => {
    const before = lately.find((drug) => contains(drug, ingredient.en));
    if (!before) return [];
    const { daysAgo, outlet, medicineId: before_ } = before;
    const warning = about('same-ingredient-lately', ingredient, drugs);
    const values = { days: daysAgo, outlet, before: before_ };
    return [{ ...warning, override: 'reason', source: 'same-ingredient', values }];
  });
}
