import { milligrams, millilitres } from './amount.js';
import { cautions, speaksOf } from './cautions.js';
import { type DoseRule, mostOfOneDay, mostOfOneDose, ruleFor, type Taker } from './dose-rule.js';
import { classOf, ingredientClasses } from './ingredient-class.js';
import type { Ingredient } from './medicine.js';
import type { Drug, Override, RecentDrug, SafetyRule, Warning } from './warning.js';

/** For so many days what was received counts as still being taken: the limits of December 2022 gave three days' dose. */
export const latelyDays = 3;

/** What may harm in giving some medicines to somebody, the gravest first (FIELD, section 4). */
export function warningsOf(
  given: readonly Drug[],
  lately: readonly RecentDrug[],
  taker: Taker,
  rules: readonly DoseRule[],
): Warning[] {
  const warnings = [
    ...unasked(given, taker),
    ...given.flatMap((drug) => ofAge(drug, taker, rules)),
    ...given.flatMap((drug) => ofTaker(drug, taker)),
    ...twice(given),
    ...twoOfAClass(given, lately),
    ...given.flatMap((drug) => ofOneDose(drug, taker, rules)),
    ...given.flatMap((drug) => tooOften(drug, taker, rules)),
    ...ofOneDay(given, taker, rules),
    ...given.flatMap((drug) => tooMany(drug, taker, rules)),
    ...twiceLately(given, lately),
  ];
  const order: Override[] = ['doctor', 'reason', 'notice'];
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

/** What is not for this person, or only on a doctor's word. */
const ofTaker = (drug: Drug, taker: Taker): Warning[] =>
  cautions
    .filter((caution) => speaksOf(caution, drug) && caution.concerns(taker))
    .map(({ id, override, source }) => ({
      rule: `caution-${id}`,
      subject: drug.medicineId,
      override,
      source,
      medicineIds: [drug.medicineId],
      values: {},
    }));

/** Two ingredients of one class, in this visit or with what was received lately; the same twice has its own warning. */
function twoOfAClass(given: readonly Drug[], lately: readonly RecentDrug[]): Warning[] {
  const recent = lately.filter(({ daysAgo }) => daysAgo <= latelyDays);
  return ingredientClasses.flatMap((of): Warning[] => {
    const isOf = ({ en }: Ingredient) => classOf(en) === of;
    const drugs = given.filter(({ ingredients }) => ingredients.some(isOf));
    const names = (some: readonly Pick<Drug, 'ingredients'>[]) =>
      new Set(some.flatMap(({ ingredients }) => ingredients.filter(isOf).map(({ en }) => en.toLowerCase())));
    const [now, before] = [names(drugs), names(recent)];
    const about = { subject: of, source: 'same-ingredient', medicineIds: drugs.map((one) => one.medicineId) };
    if (drugs.length > 1 && now.size > 1)
      return [{ ...about, rule: 'same-class', override: 'doctor', values: {} }];
    const isNew = [...before].some((name) => !now.has(name));
    const last = recent.find(({ ingredients }) => ingredients.some(isOf));
    if (drugs.length === 0 || !isNew || !last) return [];
    const values = { days: last.daysAgo, outlet: last.outlet };
    return [{ ...about, rule: 'same-class-lately', override: 'reason', values }];
  });
}

/** For how many days the counter gives at most (the label's three days for fever). */
const mostDays = 3;

/** More than the most of three days, and more than a pack: nobody needs it at once. */
function tooMany(drug: Drug, taker: Taker, rules: readonly DoseRule[]): Warning[] {
  const { quantity, packSize, strength } = drug;
  // A bottle is counted as one, whatever it holds.
  if (quantity === undefined || millilitres(strength) !== undefined) return [];
  return drug.ingredients.flatMap((ingredient): Warning[] => {
    const rule = ruleFor(rules, ingredient.en, taker);
    const [mg, most] = [milligramsOfOne(drug, ingredient), rule && mostOfOneDay(rule, taker.weight)];
    if (!rule || rule.forbidden || mg === undefined || most === undefined) return [];
    const units = Math.max(packSize, Math.ceil((most * mostDays) / mg));
    if (quantity <= units) return [];
    const warning = about('too-many', ingredient, [drug]);
    const values = { quantity, most: units, days: mostDays };
    return [{ ...warning, override: 'reason', source: rule.source, values }];
  });
}

/** The same active ingredient in two medicines of one visit: the commonest harm. A herb without amount asks for a reason only. */
function twice(given: readonly Drug[]): Warning[] {
  return shared(given).flatMap(({ ingredient, drugs }): Warning[] =>
    drugs.length < 2
      ? []
      : [
          {
            ...about('same-ingredient', ingredient, drugs),
            override: milligrams(ingredient.amount) === undefined ? 'reason' : 'doctor',
            source: 'same-ingredient',
          },
        ],
  );
}

function twiceLately(given: readonly Drug[], lately: readonly RecentDrug[]): Warning[] {
  return shared(given).flatMap(({ ingredient, drugs }): Warning[] => {
    const before = lately.find((drug) => drug.daysAgo <= latelyDays && contains(drug, ingredient.en));
    if (!before) return [];
    const { daysAgo, outlet, medicineId: before_ } = before;
    const warning = about('same-ingredient-lately', ingredient, drugs);
    const values = { days: daysAgo, outlet, before: before_ };
    return [{ ...warning, override: 'reason', source: 'same-ingredient', values }];
  });
}

function ofOneDose(drug: Drug, taker: Taker, rules: readonly DoseRule[]): Warning[] {
  return drug.ingredients.flatMap((ingredient): Warning[] => {
    const rule = ruleFor(rules, ingredient.en, taker);
    const mgEach = milligramsOfOne(drug, ingredient);
    if (!rule || rule.forbidden || mgEach === undefined) return [];
    const unweighed = rule.toMgPerKg !== null && taker.weight === undefined;
    const isLiquid = millilitres(drug.strength) !== undefined;
    // Of a liquid nothing is known before its dose is said; a tablet's or a said dose needs the weight.
    const override = isLiquid && !drug.dose ? 'notice' : 'reason';
    const weigh: Warning[] = unweighed
      ? [{ ...about('weigh', ingredient, [drug]), override, source: rule.source }]
      : [];
    const most = mostOfOneDose(rule, taker.weight);
    if (most === undefined) return weigh;
    // A tablet can't be less than one; of a liquid nothing is known before its dose is said.
    const units = drug.dose?.units ?? (isLiquid ? 0 : 1);
    const mg = Math.round(mgEach * units);
    if (mg <= most) return weigh;
    const warning = about('over-one-dose', ingredient, [drug]);
    return [...weigh, { ...warning, override: 'doctor', source: rule.source, values: { mg, most } }];
  });
}

/** More often a day than the rule says, however little at a time. */
function tooOften(drug: Drug, taker: Taker, rules: readonly DoseRule[]): Warning[] {
  return drug.ingredients.flatMap((ingredient): Warning[] => {
    const rule = ruleFor(rules, ingredient.en, taker);
    const times = drug.dose?.times ?? 0;
    if (!rule?.mostTimes || times <= rule.mostTimes) return [];
    const values = { times, most: rule.mostTimes };
    return [{ ...about('too-often', ingredient, [drug]), override: 'doctor', source: rule.source, values }];
  });
}

function ofOneDay(given: readonly Drug[], taker: Taker, rules: readonly DoseRule[]): Warning[] {
  return shared(given).flatMap(({ ingredient, drugs }): Warning[] => {
    const rule = ruleFor(rules, ingredient.en, taker);
    const most = rule && !rule.forbidden ? mostOfOneDay(rule, taker.weight) : undefined;
    if (!rule || most === undefined) return [];
    const mg = Math.round(
      drugs.reduce((sum, drug) => {
        const own = drug.ingredients.find(({ en }) => same(en, ingredient.en))!;
        const { units, times } = drug.dose ?? { units: 0, times: 0 };
        return sum + (milligramsOfOne(drug, own) ?? 0) * units * times;
      }, 0),
    );
    if (mg <= most) return [];
    const warning = about('over-a-day', ingredient, drugs);
    return [{ ...warning, override: 'doctor', source: rule.source, values: { mg, most } }];
  });
}

/** Each ingredient once, with the medicines that contain it. */
function shared(given: readonly Drug[]): { ingredient: Ingredient; drugs: Drug[] }[] {
  const all = new Map<string, { ingredient: Ingredient; drugs: Drug[] }>();
  for (const drug of given)
    for (const ingredient of drug.ingredients) {
      const name = ingredient.en.toLowerCase();
      const known = all.get(name);
      if (!known) all.set(name, { ingredient, drugs: [drug] });
      else if (!known.drugs.includes(drug)) known.drugs.push(drug);
    }
  return [...all.values()];
}

/** Milligrams in one unit of a dose: a tablet, or a millilitre of a liquid. */
function milligramsOfOne({ strength }: Drug, { amount }: Ingredient): number | undefined {
  const [mg, ml] = [milligrams(amount), millilitres(strength)];
  return mg === undefined ? undefined : mg / (ml ?? 1);
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const contains = ({ ingredients }: RecentDrug, name: string) => ingredients.some(({ en }) => same(en, name));

const about = (rule: SafetyRule, ingredient: Ingredient, drugs: readonly Drug[]) => ({
  rule,
  ingredient,
  subject: ingredient.en.toLowerCase(),
  medicineIds: drugs.map(({ medicineId }) => medicineId),
  values: {},
});
