import type { Taker } from './dose-rule.js';
import { classOf, type IngredientClass } from './ingredient-class.js';
import type { SafetyFact } from './safety-facts.js';
import type { MedicineGroup } from './medicine.js';
import type { CautionId, CodeSource, Drug, Override } from './warning.js';

/** What is not for somebody, or only on a doctor's word: by a class or group of medicines, and who takes it. */
export interface Caution {
  /** Its sentence is `medicines.warnings.caution-<id>`. */
  readonly id: CautionId;
  readonly of:
    | { readonly class: IngredientClass }
    | { readonly groups: readonly MedicineGroup[] }
    /** The beginning of an ingredient's English name; `any`: every medicine. */
    | { readonly ingredient: string };
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

const fact =
  (...facts: readonly SafetyFact[]) =>
  ({ facts: own = [] }: Taker): boolean =>
    facts.some((one) => own.includes(one));
const shows =
  (symptom: string) =>
  ({ symptoms = [] }: Taker): boolean =>
    symptoms.includes(symptom);

const nsaidWeeks = 20;
const fallsFromYears = 65;

/** FIELD, section 4. What is from memory warns and holds nobody up. */
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
    // From 20 weeks on, or while nobody knows the weeks.
    id: 'nsaid-pregnant',
    of: { class: 'nsaid' },
    concerns: ({ pregnant, pregnantWeeks = nsaidWeeks }) => pregnant === true && pregnantWeeks >= nsaidWeeks,
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
  {
    id: 'sympathomimetic-other',
    of: { class: 'sympathomimetic' },
    concerns: fact('takes-maoi', 'glaucoma', 'prostate'),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'nsaid-weeks',
    of: { class: 'nsaid' },
    concerns: ({ pregnant, pregnantWeeks = nsaidWeeks }) => pregnant === true && pregnantWeeks < nsaidWeeks,
    override: 'reason',
    source: 'label',
  },
  {
    id: 'nsaid-facts',
    of: { class: 'nsaid' },
    concerns: fact('kidney', 'ulcer', 'takes-thinner', 'takes-clopidogrel'),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'nsaid-allergy',
    of: { class: 'nsaid' },
    concerns: fact('allergy-nsaid'),
    override: 'doctor',
    source: 'label',
  },
  {
    // Asthma by aspirin; nobody at a counter knows of which kind somebody's asthma is.
    id: 'nsaid-asthma',
    of: { class: 'nsaid' },
    concerns: fact('asthma'),
    override: 'reason',
    source: 'label',
  },
  {
    id: 'nsaid-dry',
    of: { class: 'nsaid' },
    concerns: (taker) => shows('dehydration')(taker) || shows('no-urine')(taker),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'nsaid-dengue',
    of: { class: 'nsaid' },
    concerns: shows('travel-contact'),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'nsaid-chickenpox',
    of: { class: 'nsaid' },
    concerns: fact('chickenpox'),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'nsaid-home',
    of: { class: 'nsaid' },
    concerns: fact('takes-painkiller'),
    override: 'doctor',
    source: 'same-ingredient',
  },
  {
    id: 'paracetamol-kidney',
    of: { ingredient: 'paracetamol' },
    concerns: (taker) => fact('kidney')(taker) || ill('dialysis')(taker),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'paracetamol-alcohol',
    of: { ingredient: 'paracetamol' },
    concerns: fact('drinks'),
    override: 'reason',
    source: 'label',
  },
  {
    id: 'paracetamol-thinner',
    of: { ingredient: 'paracetamol' },
    concerns: fact('takes-thinner'),
    override: 'notice',
    source: 'label',
  },
  {
    id: 'paracetamol-home',
    of: { ingredient: 'paracetamol' },
    concerns: fact('takes-paracetamol'),
    override: 'doctor',
    source: 'same-ingredient',
  },
  {
    id: 'penicillin-allergy',
    of: { class: 'penicillin' },
    concerns: fact('allergy-penicillin'),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'sulfa-allergy',
    of: { class: 'sulfonamide' },
    concerns: fact('allergy-sulfa'),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'allergy-other',
    of: { ingredient: 'any' },
    concerns: fact('allergy-other'),
    override: 'reason',
    source: 'label',
  },
  {
    id: 'nirmatrelvir-medicines',
    of: { ingredient: 'ritonavir' },
    concerns: fact(
      'takes-statin',
      'takes-amiodarone',
      'takes-domperidone',
      'takes-clopidogrel',
      'takes-tacrolimus',
    ),
    override: 'doctor',
    source: 'label',
  },
  {
    // An eGFR under 30; nobody at a counter knows how ill the kidney is.
    id: 'nirmatrelvir-kidney',
    of: { ingredient: 'nirmatrelvir' },
    concerns: (taker) => fact('kidney')(taker) || ill('dialysis')(taker),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'azvudine-pregnant',
    of: { ingredient: 'azvudine' },
    concerns: ({ pregnant }) => pregnant === true,
    override: 'notice',
    source: 'memory',
  },
  {
    id: 'amantadine-epilepsy',
    of: { class: 'amantadine' },
    concerns: fact('epilepsy'),
    override: 'doctor',
    source: 'label',
  },
  {
    id: 'opioid-breastfeeding',
    of: { class: 'opioid' },
    concerns: fact('breastfeeding'),
    override: 'notice',
    source: 'memory',
  },
  {
    id: 'sedating-drives',
    of: { class: 'sedating-antihistamine' },
    concerns: fact('drives'),
    override: 'reason',
    source: 'label',
  },
  {
    id: 'sedating-elderly',
    of: { class: 'sedating-antihistamine' },
    concerns: ({ ageMonths }) => ageMonths >= months(fallsFromYears),
    override: 'notice',
    source: 'label',
  },
  {
    id: 'sedating-sedative',
    of: { class: 'sedating-antihistamine' },
    concerns: fact('takes-sedative'),
    override: 'doctor',
    source: 'label',
  },
];

/** Whether a caution speaks of a medicine. */
export function speaksOf({ of }: Caution, { ingredients, group }: Drug): boolean {
  if ('groups' in of) return of.groups.includes(group);
  if ('class' in of) return ingredients.some(({ en }) => classOf(en) === of.class);
  return of.ingredient === 'any' || ingredients.some(({ en }) => en.toLowerCase().startsWith(of.ingredient));
}
