import { classesOf } from './ingredient-class.js';

interface Spoken {
  readonly id: string;
  readonly ingredients: readonly { readonly en: string }[];
  readonly atc: string | null;
}

/** How near a medicine comes to one that lacks: the same ingredients, or something of the same class. */
export type Nearness = 'same-ingredient' | 'same-class';

const ingredientsOf = ({ ingredients }: Spoken): string =>
  ingredients
    .map(({ en }) => en.toLowerCase())
    .sort()
    .join('+');

/** Whether a medicine may be thought of in the place of one that lacks; its own doses and warnings hold. */
export function nearness(lacking: Spoken, other: Spoken): Nearness | undefined {
  if (lacking.id === other.id) return undefined;
  if (ingredientsOf(lacking) !== '' && ingredientsOf(lacking) === ingredientsOf(other))
    return 'same-ingredient';
  const classes = classesOf(lacking);
  return [...classesOf(other)].some((one) => classes.has(one)) ? 'same-class' : undefined;
}
