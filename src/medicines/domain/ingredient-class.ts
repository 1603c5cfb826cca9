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

/** The class of an ingredient by its English name; undefined for one of none. */
export function classOf(english: string): IngredientClass | undefined {
  const name = english.toLowerCase();
  // All penicillins end in it, whatever stands before: benzylpenicillin, cloxacillin, sultamicillin.
  if (/cillin\b/.test(name)) return 'penicillin';
  return members.find(([beginning]) => name.startsWith(beginning))?.[1];
}
