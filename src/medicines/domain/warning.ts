import type { Ingredient, MedicineGroup, MedicineUnit } from './medicine.js';

/** A medicine that somebody is about to be given. */
export interface Drug {
  readonly medicineId: string;
  readonly ingredients: readonly Ingredient[];
  readonly strength: string;
  readonly unit: MedicineUnit;
  readonly group: MedicineGroup;
  /** Units in the maker's pack. */
  readonly packSize: number;
  /** Units that are given; absent where nobody has said how many. */
  readonly quantity?: number;
  /** The youngest age on the label, in full months. */
  readonly youngestMonths: number | null;
  /** One dose, in units (millilitres of a liquid), and how often a day; where it was said. */
  readonly dose?: { readonly units: number; readonly times: number };
}

/** A medicine that they were given lately, anywhere in the network. */
export interface RecentDrug {
  readonly medicineId: string;
  readonly ingredients: readonly Ingredient[];
  readonly daysAgo: number;
  readonly outlet: string;
}

/** What is not for somebody, or only on a doctor's word: `cautions.ts` says for whom. */
export const cautionIds = [
  'prescription',
  'opioid-child',
  'nsaid-pregnant',
  'nsaid-illness',
  'cold-young',
  'amantadine-infant',
  'amantadine-young',
  'sympathomimetic-pressure',
  'sympathomimetic-other',
  'nsaid-weeks',
  'nsaid-facts',
  'nsaid-allergy',
  'nsaid-asthma',
  'nsaid-dry',
  'nsaid-dengue',
  'nsaid-chickenpox',
  'nsaid-home',
  'paracetamol-kidney',
  'paracetamol-alcohol',
  'paracetamol-thinner',
  'paracetamol-home',
  'penicillin-allergy',
  'sulfa-allergy',
  'allergy-other',
  'nirmatrelvir-medicines',
  'nirmatrelvir-kidney',
  'azvudine-pregnant',
  'amantadine-epilepsy',
  'opioid-breastfeeding',
  'sedating-drives',
  'sedating-elderly',
  'sedating-sedative',
] as const;
export type CautionId = (typeof cautionIds)[number];

/** Every rule that warns; `medicines.warnings.<rule>` is its sentence. */
export const safetyRules = [
  'same-ingredient',
  'same-ingredient-lately',
  'too-young',
  'too-young-label',
  'over-one-dose',
  'over-a-day',
  'too-often',
  'weigh',
  'same-class',
  'same-class-lately',
  'too-many',
  'facts-unasked',
] as const;
export type SafetyRule = (typeof safetyRules)[number] | `caution-${CautionId}`;

/** The sources of rules in code; those of dose rules stand in the rules. */
export const codeSources = [
  'label',
  'same-ingredient',
  'prescription',
  'nmpa-2018-63',
  'fda-2020',
  'memory',
] as const;
export type CodeSource = (typeof codeSources)[number];

/** Who may give it all the same: nobody needs to (a notice), whoever gives a reason, or only a doctor. */
export type Override = 'notice' | 'reason' | 'doctor';

/** Something that may harm, by the rule that says so. */
export interface Warning {
  readonly rule: SafetyRule;
  /** An ingredient's English name, or a medicine's key: with the rule, what the warning is known by. */
  readonly subject: string;
  readonly override: Override;
  /** One of `codeSources`, or a dose rule's. */
  readonly source: string;
  readonly ingredient?: Ingredient;
  readonly medicineIds: readonly string[];
  readonly values: Readonly<Record<string, number | string>>;
}

/** What a warning is overridden by: a graver one of the same rule is another warning. */
export function warningKey({ rule, subject, values, medicineIds }: Warning): string {
  const grave = values.mg ?? values.times ?? values.quantity;
  const more = medicineIds.length > 2 ? `#${medicineIds.length}` : '';
  return `${rule}:${subject}${grave === undefined ? '' : `@${grave}`}${more}`;
}
