import type { Ingredient } from './medicine.js';

/** Whose dose it is. */
export interface Taker {
  readonly ageMonths: number;
  /** kg */
  readonly weight?: number;
  /** A liver that is ill takes less paracetamol. */
  readonly liverIll: boolean;
}

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

export const dosedIngredients = ['paracetamol', 'ibuprofen', 'aspirin'] as const;
export type DosedIngredient = (typeof dosedIngredients)[number];

const adultMonths = 16 * 12;
const timesADay = 4;

/** FIELD, section 4 (m): mg a kg a dose for children, the youngest age in months, the most of one dose in mg. */
const childDoses = {
  paracetamol: { from: 10, to: 15, youngest: 0, most: 1000 },
  ibuprofen: { from: 5, to: 10, youngest: 6, most: 400 },
} as const;

/** Paracetamol of adults: at most 4 g a day, at most 2 g where the liver says so (FIELD, section 4, (m)). */
const adultParacetamolMg = { well: 4000, liverIll: 2000 };

/**
 * How one ingredient is taken: by weight under 16, by the label from then on. Undefined for an ingredient
 * that no rule speaks of. Aspirin is not given under 16 with a viral illness.
 */
export function doseOf({ en }: Ingredient, strength: string, taker: Taker): Dose | undefined {
  const ingredient = dosedIngredients.find((name) => name === en.toLowerCase());
  if (!ingredient) return undefined;
  if (taker.ageMonths >= adultMonths) {
    const mostADayMg = adultParacetamolMg[taker.liverIll ? 'liverIll' : 'well'];
    return { advice: 'adult', ingredient, ...(ingredient === 'paracetamol' && { mostADayMg }) };
  }
  if (ingredient === 'aspirin') return { advice: 'too-young', ingredient };
  const { from, to, youngest, most } = childDoses[ingredient];
  if (taker.ageMonths < youngest) return { advice: 'too-young', ingredient };
  if (taker.weight === undefined) return { advice: 'weigh', ingredient };
  const [fromMg, toMg] = [from, to].map((mg) => Math.min(most, Math.floor(mg * taker.weight!))) as [
    number,
    number,
  ];
  const perMl = mgPerMl(strength);
  const ml = (mg: number) => Math.floor((mg / perMl!) * 10) / 10;
  return {
    advice: 'by-weight',
    ingredient,
    fromMg,
    toMg,
    mostTimes: timesADay,
    ...(perMl && { fromMl: ml(fromMg), toMl: ml(toMg) }),
  };
}

/** What a millilitre holds, of a strength such as `15 ml: 1.5 g`. */
function mgPerMl(strength: string): number | undefined {
  const [, ml, amount, unit] = /^([\d.]+) ml: ([\d.]+) (g|mg)$/.exec(strength) ?? [];
  return ml && amount ? (Number(amount) * (unit === 'g' ? 1000 : 1)) / Number(ml) : undefined;
}
