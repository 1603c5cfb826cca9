import type { Taker } from './dose-rule.js';
import { classOf, type IngredientClass } from './ingredient-class.js';
import type { MedicineGroup } from './medicine.js';
import type { CautionId, CodeSource, Drug, Override } from './warning.js';

/** What is not for somebody, or only on a doctor's word: by a class or group of medicines, and who takes it. */
export interface Caution {
  /** Its sentence is `medicines.warnings.caution-<id>`. */
  readonly id: CautionId;
  readonly of: { readonly class: IngredientClass } | { readonly groups: readonly MedicineGroup[] };
  readonly concerns: (taker: Taker) => boolean;
  readonly override: Override;
  /** Its sentence is `medicines.sources.<source>`. */
  readonly source: CodeSource;
}

const months = (years: number) => years * 12;
const younger =
  (than: number) =>
  ({ ageMonths }: Taker): boolean =>
    ageMonths < than;
const ill =
  (...conditions: readonly string[]) =>
  ({ conditions: own = [] }: Taker): boolean =>
    conditions.some((condition) => own.includes(condition));

/** FIELD, section 4. */
export const cautions: readonly Caution[] = [
  {
    id: 'prescription',
    of: { groups: ['antiviral', 'antibiotic'] },
    concerns: () => true,
    override: 'doctor',
    source: 'prescription',
  },
  {
    // Codeine, and opium-containing liquorice mixtures as such.
    id: 'opioid-child',
    of: { class: 'opioid' },
    concerns: younger(months(18)),
    override: 'doctor',
    source: 'nmpa-2018-63',
  },
  {
    // From 20 weeks on; nobody at the counter knows the weeks yet, so a doctor asks.
    id: 'nsaid-pregnant',
    of: { class: 'nsaid' },
    concerns: ({ pregnant }) => pregnant === true,
    override: 'doctor',
    source: 'fda-2020',
  },
  {
    id: 'nsaid-illness',
    of: { class: 'nsaid' },
    concerns: ill('dialysis', 'heart'),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'cold-young',
    of: { groups: ['cold'] },
    concerns: younger(months(2)),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'amantadine-infant',
    of: { class: 'amantadine' },
    concerns: younger(months(1)),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'amantadine-young',
    of: { class: 'amantadine' },
    concerns: ({ ageMonths }) => ageMonths >= months(1) && ageMonths < months(5),
    override: 'reason',
    source: 'label',
  },
  {
    id: 'sympathomimetic-pressure',
    of: { class: 'sympathomimetic' },
    concerns: ill('hypertension', 'heart'),
    override: 'doctor',
    source: 'label',
  },
];

/** Whether a caution speaks of a medicine. */
export const speaksOf = ({ of }: Caution, { ingredients, group }: Drug): boolean =>
  'class' in of ? ingredients.some(({ en }) => classOf(en) === of.class) : of.groups.includes(group);
