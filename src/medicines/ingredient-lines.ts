import type { Ingredient } from './domain/medicine.js';

/** Ingredients as people write them, one a line: `对乙酰氨基酚/paracetamol 500 mg`. A herb has no amount. */
export function readIngredients(text: string): Ingredient[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).map((line) => {
    const [zh = '', rest = ''] = line.split('/');
    const [, en = rest, amount = ''] = /^(.*?)(?:\s(\d.*))?$/.exec(rest) ?? [];
    return { zh, en, amount };
  });
}

export const ingredientLines = (ingredients: readonly Ingredient[]): string =>
  ingredients.map(({ zh, en, amount }) => `${zh}/${en} ${amount}`.trim()).join('\n');
