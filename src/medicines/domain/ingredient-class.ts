/** Classes of active ingredients that harm in the same way: two of one class are as much too much as one taken twice. */
export const ingredientClasses = [
  'nsaid',
  'sedating-antihistamine',
  'sympathomimetic',
  'opioid',
  'amantadine',
  'penicillin',
  'sulfonamide',
] as const;
export type IngredientClass = (typeof ingredientClasses)[number];

/** By the beginning of an ingredient's English name, in small letters. */
const members: readonly (readonly [name: string, IngredientClass])[] = [
  ['ibuprofen', 'nsaid'],
  ['loxoprofen', 'nsaid'],
  ['aspirin', 'nsaid'],
  ['diclofenac', 'nsaid'],
  ['naproxen', 'nsaid'],
  ['ketoprofen', 'nsaid'],
  ['indometacin', 'nsaid'],
  ['nimesulide', 'nsaid'],
  ['chlorphenamine', 'sedating-antihistamine'],
  ['diphenhydramine', 'sedating-antihistamine'],
  ['promethazine', 'sedating-antihistamine'],
  ['triprolidine', 'sedating-antihistamine'],
  ['pseudoephedrine', 'sympathomimetic'],
  ['phenylephrine', 'sympathomimetic'],
  ['ephedra', 'sympathomimetic'],
  ['codeine', 'opioid'],
  ['powdered opium', 'opioid'],
  ['opium', 'opioid'],
  ['amantadine', 'amantadine'],
  ['sulfamethoxazole', 'sulfonamide'],
  ['sulfadiazine', 'sulfonamide'],
  ['sulfasalazine', 'sulfonamide'],
];

/** What the WHO's codes say of the same classes: by the beginning of the code (ATC index 2024). */
const byCode: readonly (readonly [atc: string, IngredientClass])[] = [
  ['M01A', 'nsaid'],
  ['N02BA01', 'nsaid'],
  ['R06AA', 'sedating-antihistamine'],
  ['R06AB', 'sedating-antihistamine'],
  ['R06AD', 'sedating-antihistamine'],
  ['R01BA', 'sympathomimetic'],
  ['R05DA04', 'opioid'],
  ['N02A', 'opioid'],
  ['N04BB', 'amantadine'],
  ['J01C', 'penicillin'],
  ['J01E', 'sulfonamide'],
];

/** All classes of a medicine: of its ingredients, and of its code where it has one. */
export function classesOf({
  ingredients,
  atc,
}: {
  readonly ingredients: readonly { readonly en: string }[];
  readonly atc: string | null;
}): ReadonlySet<IngredientClass> {
  const named = ingredients.flatMap(({ en }) => classOf(en) ?? []);
  const coded = byCode.filter(([code]) => atc?.startsWith(code)).map(([, of]) => of);
  return new Set([...named, ...coded]);
}

/** The class of an ingredient by its English name; undefined for one of none. */
export function classOf(english: string): IngredientClass | undefined {
  const name = english.toLowerCase();
  // All penicillins end in it, whatever stands before: benzylpenicillin, cloxacillin, sultamicillin.
  if (/cillin\b/.test(name)) return 'penicillin';
  return members.find(([beginning]) => name.startsWith(beginning))?.[1];
}
