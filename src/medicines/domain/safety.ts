import { tooMuch } from './amounts-given.js';
import { type DoseRule, ruleFor, type Taker } from './dose-rule.js';
import { antiviralTime } from './antivirals.js';
import { about } from './drug-ingredients.js';
import { ofSafetyRules, type SafetyRule } from './safety-rule.js';
import { twice, twiceLately, twoOfAClass } from './together.js';
import type { Drug, Override, RecentDrug, Warning } from './warning.js';

/** For so many days what was received counts as still being taken: the limits of December 2022 gave three days' dose. */
const latelyDays = 3;
/** For so many days something given may still meet another medicine: a course of an antiviral is five. */
export const courseDays = 5;

/** What the bureau keeps of medicines' harm. */
export interface MedicineRules {
  readonly doses: readonly DoseRule[];
  readonly safety: readonly SafetyRule[];
}

/** What may harm in giving some medicines to somebody, the gravest first (FIELD, section 4). */
export function warningsOf(
  given: readonly Drug[],
  lately: readonly RecentDrug[],
  taker: Taker,
  { doses: rules, safety }: MedicineRules,
): Warning[] {
  const recent = lately.filter(({ daysAgo }) => daysAgo <= latelyDays);
  const warnings = [
    ...unasked(given, taker),
    ...given.flatMap((drug) => ofAge(drug, taker, rules)),
    ...given.flatMap((drug) => ofSafetyRules(drug, [...given, ...lately], takerOf(drug, taker), safety)),
    ...given.flatMap((drug) => antiviralTime(drug, taker)),
    ...twice(given),
    ...twoOfAClass(given, recent),
    ...tooMuch(given, recent, taker, rules),
    ...twiceLately(given, recent),
  ];
  const order: Override[] = ['never', 'doctor', 'reason', 'notice'];
  return warnings.sort((a, b) => order.indexOf(a.override) - order.indexOf(b.override));
}

/** Nobody has asked for allergies and what is taken at home: silence is no safety. */
const unasked = (given: readonly Drug[], { factsAsked }: Taker): Warning[] =>
  given.length === 0 || factsAsked
    ? []
    : [
        {
          rule: 'facts-unasked',
          subject: 'facts',
          override: 'reason',
          source: 'label',
          medicineIds: given.map(({ medicineId }) => medicineId),
          values: {},
        },
      ];

function ofAge(drug: Drug, taker: Taker, rules: readonly DoseRule[]): Warning[] {
  const { medicineId, youngestMonths } = drug;
  const label: Warning[] =
    youngestMonths !== null && taker.ageMonths < youngestMonths
      ? [
          {
            rule: 'too-young-label',
            subject: medicineId,
            override: 'doctor',
            source: 'label',
            medicineIds: [medicineId],
            values: { months: youngestMonths },
          },
        ]
      : [];
  const ofRules = drug.ingredients.flatMap((ingredient): Warning[] => {
    const rule = ruleFor(rules, ingredient.en, taker);
    if (!rule?.forbidden) return [];
    const months = rule.toMonths ?? 0;
    return [
      {
        ...about('too-young', ingredient, [drug]),
        override: 'doctor',
        source: rule.source,
        values: { months },
      },
    ];
  });
  return [...label, ...ofRules];
}

/**
 * Who says how much paracetamol they take at home is held to the sum of both, where that can be made: for a medicine whose
 * dose was said. Otherwise that they take some is what counts.
 */
function takerOf({ dose }: Drug, taker: Taker): Taker {
  if (!dose || !taker.homeMg?.paracetamol) return taker;
  return { ...taker, facts: taker.facts?.filter((fact) => fact !== 'takes-paracetamol') };
}
