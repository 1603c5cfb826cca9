import type { Ingredient, MedicineUnit } from './medicine.js';

/** A medicine that somebody is about to be given. */
export interface Drug {
  readonly medicineId: string;
  readonly ingredients: readonly Ingredient[];
  readonly strength: string;
  readonly unit: MedicineUnit;
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
] as const;
export type SafetyRule = (typeof safetyRules)[number];

/** The sources of rules in code; those of dose rules stand in the rules. */
export const codeSources = ['label', 'same-ingredient'] as const;

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
  const grave = values.mg ?? values.times;
  const more = medicineIds.length > 2 ? `#${medicineIds.length}` : '';
  return `${rule}:${subject}${grave === undefined ? '' : `@${grave}`}${more}`;
}
