import { milligrams, millilitres } from './amount.js';
import { type DoseRule, mostOfOneDay, mostOfOneDose, ruleFor, type Taker } from './dose-rule.js';
import { about, contains, milligramsOfOne, same, shared } from './drug-ingredients.js';
import type { Drug, RecentDrug, Warning } from './warning.js';

/* How much is too much: at a time, a day, and in so many days. */

/** For how many days the counter gives at most where the rule says nothing (the label's three days for fever). */
const usualDays = 3;

/** All warnings of amounts, for what is given, what was received in the last days, and what is taken at home. */
export const tooMuch = (
  given: readonly Drug[],
  lately: readonly RecentDrug[],
  taker: Taker,
  rules: readonly DoseRule[],
): Warning[] => [
  ...given.flatMap((drug) => ofOneDose(drug, taker, rules)),
  ...given.flatMap((drug) => tooOften(drug, taker, rules)),
  ...ofOneDay(given, taker, rules),
  ...given.flatMap((drug) => tooMany(drug, taker, rules)),
  ...tooManyTogether(given, lately, taker, rules),
];

/** More than the most of some days, and more than a pack: nobody needs it at once. */
function tooMany(drug: Drug, taker: Taker, rules: readonly DoseRule[]): Warning[] {
  const { quantity, packSize, strength } = drug;
  // A bottle is counted as one, whatever it holds.
  if (quantity === undefined || millilitres(strength) !== undefined) return [];
  return drug.ingredients.flatMap((ingredient): Warning[] => {
    const limit = limitOf(ingredient.en, taker, rules);
    const mg = milligramsOfOne(drug, ingredient);
    if (!limit || mg === undefined) return [];
    const { rule, most, days } = limit;
    const units = Math.max(packSize, Math.ceil((most * days) / mg));
    if (quantity <= units) return [];
    const warning = about('too-many', ingredient, [drug]);
    return [{ ...warning, override: 'reason', source: rule.source, values: { quantity, most: units, days } }];
  });
}

/**
 * More than the most of some days, counted with what they received lately and what they take at home: there a pack is no
 * excuse. Liquids are left out: nobody knows how much of a bottle is taken.
 */
function tooManyTogether(
  given: readonly Drug[],
  lately: readonly RecentDrug[],
  taker: Taker,
  rules: readonly DoseRule[],
): Warning[] {
  return shared(given).flatMap(({ ingredient, drugs }): Warning[] => {
    const limit = limitOf(ingredient.en, taker, rules);
    if (!limit) return [];
    const { rule, most, days } = limit;
    const sum = (some: readonly (Drug | RecentDrug)[]) =>
      some.reduce((total, drug) => total + milligramsIn(drug, ingredient.en), 0);
    const before = sum(lately.filter((drug) => contains(drug, ingredient.en)));
    const mg = Math.round(sum(drugs) + before + atHome(taker, ingredient.en) * days);
    const isMore = before + atHome(taker, ingredient.en) > 0;
    if (!isMore || sum(drugs) === 0 || mg <= most * days) return [];
    const warning = about('too-many-together', ingredient, drugs);
    const values = { mg, most: most * days, days };
    return [{ ...warning, override: 'doctor', source: rule.source, values }];
  });
}

interface DayLimit {
  readonly rule: DoseRule;
  /** mg a day */
  readonly most: number;
  /** For how many days the counter gives. */
  readonly days: number;
}

function limitOf(ingredient: string, taker: Taker, rules: readonly DoseRule[]): DayLimit | undefined {
  const rule = ruleFor(rules, ingredient, taker);
  const most = rule && !rule.forbidden ? mostOfOneDay(rule, taker.weight) : undefined;
  return rule && most !== undefined ? { rule, most, days: rule.mostDays ?? usualDays } : undefined;
}

/** mg of an ingredient in all units of a medicine; 0 for a liquid, or where nobody said how many. */
function milligramsIn(
  { strength, ingredients, quantity = 0 }: Drug | RecentDrug,
  ingredient: string,
): number {
  if (millilitres(strength) !== undefined) return 0;
  const own = ingredients.find(({ en }) => same(en, ingredient));
  return (own && (milligrams(own.amount) ?? 0) * quantity) ?? 0;
}

/** mg a day that they say to take at home already. */
const atHome = ({ homeMg = {} }: Taker, ingredient: string): number => homeMg[ingredient.toLowerCase()] ?? 0;

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

/** What all doses of a day come to, with what is taken at home; where that is within the most, it is said. */
function ofOneDay(given: readonly Drug[], taker: Taker, rules: readonly DoseRule[]): Warning[] {
  return shared(given).flatMap(({ ingredient, drugs }): Warning[] => {
    const limit = limitOf(ingredient.en, taker, rules);
    if (!limit) return [];
    const { rule, most } = limit;
    const home = atHome(taker, ingredient.en);
    const mg = Math.round(
      drugs.reduce((sum, drug) => {
        const own = drug.ingredients.find(({ en }) => same(en, ingredient.en))!;
        const { units, times } = drug.dose ?? { units: 0, times: 0 };
        return sum + (milligramsOfOne(drug, own) ?? 0) * units * times;
      }, home),
    );
    const about_ = { source: rule.source, values: { mg, most } };
    if (mg > most) return [{ ...about('over-a-day', ingredient, drugs), override: 'doctor', ...about_ }];
    return home > 0 ? [{ ...about('home-too', ingredient, drugs), override: 'notice', ...about_ }] : [];
  });
}
