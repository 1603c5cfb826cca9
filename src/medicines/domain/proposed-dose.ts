import { milligrams, millilitres, milligramsPerMl } from './amount.js';
import { type DoseRule, mostOfOneDay, mostOfOneDose, ruleFor, type Taker } from './dose-rule.js';
import type { DoseForm, Ingredient } from './medicine.js';

/** What a rule lets the counter propose: so much at a time, so often a day, at least so far apart, for so long. */
export interface ProposedDose {
  /** Units at a time; millilitres of a liquid. */
  readonly units: number;
  readonly times: number;
  /** Hours between two doses, at least; null where the rule says nothing. */
  readonly hours: number | null;
  readonly days: number;
  /** Units to hand out; whole bottles of a liquid, and rather one less than one that is thrown away. */
  readonly quantity: number;
}

interface Product {
  readonly nameZh: string;

  readonly form: DoseForm;
  readonly strength: string;
  readonly ingredients: readonly Ingredient[];
}

const usualDays = 3;
/** Prolonged and controlled release: their labels have their own doses, which no rule by milligrams knows. */
const prolonged = /缓释|控释/;
/** How many at a time at most; of other forms nothing is proposed. */
const mostOfForm: Partial<Record<DoseForm, number>> = {
  tablet: 2,
  capsule: 2,
  granules: 2,
  suppository: 1,
  syrup: 1,
  drops: 1,
  'oral-liquid': 1,
};
/** A measuring cup shows half millilitres. */
const millilitreStep = 0.5;
const hoursADay = 24;

/**
 * The dose of a medicine of one ingredient for somebody, by the rule of their age: by weight the most that lies within
 * the rule, for adults one tablet. Undefined where no rule speaks, the rule forbids, the weight is missing, or no whole
 * tablet or measurable drop lies within it: then nobody proposes anything.
 */
export function proposedDose(
  { nameZh, form, strength, ingredients }: Product,
  taker: Taker,
  rules: readonly DoseRule[],
): ProposedDose | undefined {
  const [ingredient, ...others] = ingredients;
  if (!ingredient || others.length > 0 || prolonged.test(nameZh)) return undefined;
  const mostAtOnce = mostOfForm[form];
  if (mostAtOnce === undefined) return undefined;
  const rule = ruleFor(rules, ingredient.en, taker);
  if (!rule || rule.forbidden) return undefined;
  const perMl = milligramsPerMl(strength) ?? perMlOf(ingredient, strength);
  const mg = perMl ?? milligrams(ingredient.amount);
  const units = mg && (perMl ? drops(rule, taker, mg) : tablets(rule, taker, mg, mostAtOnce));
  if (!mg || !units) return undefined;
  const times = timesOf(rule, taker, units * mg);
  if (times < 1) return undefined;
  const days = rule.mostDays ?? usualDays;
  const [all, bottle] = [units * times * days, millilitres(strength)];
  const quantity = bottle === undefined ? all : Math.max(1, Math.floor(all / bottle));
  return { units, times, hours: rule.leastHours, days, quantity };
}

/** A liquid whose ingredient says how much the whole bottle holds. */
function perMlOf({ amount }: Ingredient, strength: string): number | undefined {
  const [mg, ml] = [milligrams(amount), millilitres(strength)];
  return mg === undefined || ml === undefined ? undefined : mg / ml;
}

/** Whole tablets: one for who takes the label's dose, by weight as many as lie within the rule. */
function tablets(rule: DoseRule, taker: Taker, mg: number, mostAtOnce: number): number | undefined {
  const most = mostOfOneDose(rule, taker.weight);
  if (most === undefined) return undefined;
  if (rule.fromMgPerKg === null) return mg <= most ? 1 : undefined;
  if (taker.weight === undefined) return undefined;
  const units = Math.min(mostAtOnce, Math.floor(most / mg));
  return units * mg >= rule.fromMgPerKg * taker.weight ? units : undefined;
}

function drops(rule: DoseRule, taker: Taker, mgPerMl: number): number | undefined {
  const most = mostOfOneDose(rule, taker.weight);
  if (most === undefined || taker.weight === undefined || rule.fromMgPerKg === null) return undefined;
  const ml = Math.floor(most / mgPerMl / millilitreStep) * millilitreStep;
  return ml * mgPerMl >= rule.fromMgPerKg * taker.weight ? ml : undefined;
}

function timesOf(rule: DoseRule, taker: Taker, mg: number): number {
  const apart = rule.leastHours === null ? Infinity : Math.floor(hoursADay / rule.leastHours);
  const most = mostOfOneDay(rule, taker.weight) ?? Infinity;
  const times = Math.min(rule.mostTimes ?? Infinity, apart, Math.floor(most / mg));
  return Number.isFinite(times) ? times : 0;
}
