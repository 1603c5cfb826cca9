import { classesOf, type IngredientClass, ingredientClasses } from './ingredient-class.js';
import { type Ingredient, type MedicineGroup, medicineGroups } from './medicine.js';

/** A medicine as far as a safety rule may speak of it. */
export interface Spoken {
  readonly ingredients: readonly Ingredient[];
  readonly group: MedicineGroup;
  readonly atc: string | null;
  readonly prescription: boolean;
  readonly driving: boolean;
}

/**
 * Of which medicines a safety rule speaks: `class:nsaid`, `group:cold`, `ingredient:paracetamol` (the beginning of the
 * English name), `atc:M01A` (that code and all below it), `prescription`, `driving` (what makes sleepy), or `any`.
 */
export type Subject = string;

export const subjectPattern =
  /^(?:any|prescription|driving|(?:class|group):[a-z-]{2,40}|ingredient:[a-z][a-z -]{1,60}|atc:[A-Z]\d{2}[A-Z]{0,2}\d{0,2})$/;

/** Whether a text names medicines that there can be: a class or group that nobody knows would never be found. */
export function isSubject(text: string): boolean {
  if (!subjectPattern.test(text)) return false;
  const [kind, name = ''] = text.split(':');
  if (kind === 'class') return ingredientClasses.includes(name as IngredientClass);
  return kind !== 'group' || medicineGroups.includes(name as MedicineGroup);
}

export function speaksOf(subject: Subject, medicine: Spoken): boolean {
  const [kind, name = ''] = subject.split(':') as [keyof typeof speaking, string | undefined];
  return speaking[kind](medicine, name);
}

const speaking: Record<
  'any' | 'prescription' | 'driving' | 'class' | 'group' | 'ingredient' | 'atc',
  (medicine: Spoken, name: string) => boolean
> = {
  any: () => true,
  prescription: ({ prescription }) => prescription,
  driving: (medicine) => medicine.driving || classesOf(medicine).has('sedating-antihistamine'),
  class: (medicine, name) => classesOf(medicine).has(name as IngredientClass),
  group: ({ group }, name) => group === name,
  ingredient: ({ ingredients }, name) => ingredients.some(({ en }) => en.toLowerCase().startsWith(name)),
  atc: ({ atc }, name) => atc?.startsWith(name) ?? false,
};
