import type { Ingredient, MedicineGroup, MedicineUnit } from './medicine.js';

/** A medicine that somebody is about to be given. */
export interface Drug {
  readonly medicineId: string;
  readonly ingredients: readonly Ingredient[];
  readonly strength: string;
  readonly unit: MedicineUnit;
  readonly group: MedicineGroup;
  readonly atc: string | null;
  /** Whether it leaves only on a doctor's word. */
  readonly prescription: boolean;
  /** Whether its label says that it makes sleepy. */
  readonly driving: boolean;
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
  readonly strength: string;
  readonly group: MedicineGroup;
  readonly atc: string | null;
  readonly prescription: boolean;
  readonly driving: boolean;
  /** Units that they were given. */
  readonly quantity: number;
  readonly daysAgo: number;
  readonly outlet: string;
}

/** Every rule that warns; `medicines.warnings.<rule>` is its sentence. */
export const warningRules = [
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
  'too-many-together',
  'home-too',
  'antiviral-late',
  'antiviral-onset',
  'facts-unasked',
] as const;
/** What warned: a rule of the doses and of what goes together, or a safety rule of the bureau's by its key. */
export type WarningRule = (typeof warningRules)[number] | `caution-${string}`;

/** The sources of rules in code; those of dose rules stand in the rules. */
export const codeSources = [
  'label',
  'same-ingredient',
  'prescription',
  'nmpa-2018-63',
  'fda-2020',
  'cdc-antivirals',
  'memory',
] as const;

/** Who may give it all the same: nobody needs to (a notice), whoever gives a reason, only a doctor, or nobody. */
export type Override = 'notice' | 'reason' | 'doctor' | 'never';

/** Something that may harm, by the rule that says so. */
export interface Warning {
  readonly rule: WarningRule;
  /** An ingredient's English name, or a medicine's key: with the rule, what the warning is known by. */
  readonly subject: string;
  readonly override: Override;
  /** One of `codeSources`, or a dose rule's. */
  readonly source: string;
  /** What a safety rule says itself; `{medicine}` stands for the medicine. */
  readonly sentence?: { readonly zh: string; readonly en: string };
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
