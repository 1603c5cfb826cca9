import { type Demand, expectedOn, nothingKnown, observed } from './demand.js';
import { deviations, protectedDays, type Reorder, reorderAt, type Terms } from './reorder.js';

/** A way of reordering, which sees one day after another. */
export interface Rule {
  /** The demand of a day; undefined where the shelf was short, so that nobody knows it. */
  see(weekday: number, units: number | undefined): void;
  reorder(nextWeekday: number): Reorder;
  /** Units that it expects in some days. */
  expect(nextWeekday: number, days: number): number;
}

/** What came of a rule. */
export interface Outcome {
  /** Days on which demand was not wholly met. */
  readonly stockOutDays: number;
  readonly days: number;
  /** Share of the demand that was met. */
  readonly filled: number;
  /** Units on hand in the evening. */
  readonly meanStock: number;
  readonly orders: number;
  /** Times that what was on hand would not last until the next delivery, as the rule saw it. */
  readonly alerts: number;
  /** Alerts that no stock-out followed before they closed. */
  readonly falseAlarms: number;
  /** Days between an alert and the stock-out that it warned of, on average; undefined if there was none. */
  readonly warningDays?: number;
}

/** The program's own reorder code. */
export function ownRule(terms: Terms): Rule {
  let demand: Demand = nothingKnown;
  return {
    see: (weekday, units) => (demand = observed(demand, weekday, units, protectedDays(terms))),
    reorder: (weekday) => reorderAt(demand, weekday, terms),
    expect: (weekday, days) => expectedOn(demand, weekday, days),
  };
}

/** A plain rule: the mean of the last days with stock, and its scatter. */
export function movingMean(terms: Terms, over = 28): Rule {
  const seen: (number | undefined)[] = [];
  const figures = () => meanOf(seen.filter((units) => units !== undefined));
  return {
    see(_, units) {
      seen.push(units);
      if (seen.length > over) seen.shift();
    },
    reorder: () => levelsOf(figures(), terms),
    expect: (_, days) => figures().mean * days,
  };
}

/** A plain rule: minimum and maximum set once, on the warm-up. */
export function staticLevels(warmUp: readonly number[], terms: Terms): Rule {
  const figures = meanOf(warmUp);
  const levels = levelsOf(figures, terms);
  return { see: () => undefined, reorder: () => levels, expect: (_, days) => figures.mean * days };
}

/**
 * Replays a history day by day after its warm-up: what is due arrives in the morning, demand is met while stock lasts,
 * and in the evening the rule sees what was sold and orders. It never sees demand that was not met.
 * @param firstWeekday of the history's first day, Monday is 0
 */
export function replay(
  history: readonly number[],
  firstWeekday: number,
  warmUp: number,
  terms: Terms,
  rule: Rule,
): Outcome {
  const weekdayOf = (day: number) => (firstWeekday + day) % 7;
  for (let day = 0; day < warmUp; day++) rule.see(weekdayOf(day), history[day]);
  let stock = Math.round(levelsOf(meanOf(history.slice(0, warmUp)), terms).upTo);
  const due: { on: number; units: number }[] = [];
  const sum = { out: 0, met: 0, asked: 0, stock: 0, orders: 0 };
  const alarms = new Alarms();
  for (let day = warmUp; day < history.length; day++) {
    while (due[0] && due[0].on <= day) stock += due.shift()!.units;
    const asked = history[day]!;
    const met = Math.min(stock, asked);
    stock -= met;
    sum.asked += asked;
    sum.met += met;
    sum.stock += stock;
    if (met < asked) sum.out += 1;
    rule.see(weekdayOf(day), met < asked ? undefined : asked);
    const next = weekdayOf(day + 1);
    const { point, upTo } = rule.reorder(next);
    const position = due.reduce((total, { units }) => total + units, stock);
    const units = Math.ceil(upTo - position);
    if (position <= point && units > 0) {
      due.push({ on: day + 1 + terms.leadDays, units });
      sum.orders += 1;
    }
    const until = (due[0]?.on ?? day + 1 + terms.leadDays) - day - 1;
    alarms.see(day, until > 0 && stock < rule.expect(next, until), met < asked);
  }
  const days = history.length - warmUp;
  return {
    stockOutDays: sum.out,
    days,
    filled: sum.asked === 0 ? 1 : sum.met / sum.asked,
    meanStock: sum.stock / days,
    orders: sum.orders,
    ...alarms.figures,
  };
}

/** Follows the alerts of one replay: opened, followed by a stock-out or not, closed. */
class Alarms {
  private openedOn?: number;
  private wasRight = false;
  private alerts = 0;
  private falseAlarms = 0;
  private readonly warnings: number[] = [];

  see(day: number, short: boolean, out: boolean): void {
    if (out && this.openedOn !== undefined && !this.wasRight) {
      this.warnings.push(day - this.openedOn);
      this.wasRight = true;
    }
    if (short && this.openedOn === undefined) {
      this.openedOn = day;
      this.wasRight = out;
      this.alerts += 1;
    } else if (!short && this.openedOn !== undefined) {
      if (!this.wasRight) this.falseAlarms += 1;
      this.openedOn = undefined;
    }
  }

  get figures(): Pick<Outcome, 'alerts' | 'falseAlarms' | 'warningDays'> {
    const { alerts, falseAlarms, warnings } = this;
    const mean = warnings.reduce((sum, days) => sum + days, 0) / warnings.length;
    return { alerts, falseAlarms, ...(warnings.length > 0 && { warningDays: mean }) };
  }
}

function levelsOf({ mean, deviation }: Figures, terms: Terms): Reorder {
  const days = protectedDays(terms);
  const point = mean * days + deviations(terms.service) * deviation * Math.sqrt(days);
  return { point, upTo: point + mean * terms.cycleDays };
}

interface Figures {
  readonly mean: number;
  readonly deviation: number;
}

function meanOf(units: readonly number[]): Figures {
  if (units.length === 0) return { mean: 0, deviation: 0 };
  const mean = units.reduce((sum, one) => sum + one, 0) / units.length;
  const variance = units.reduce((sum, one) => sum + (one - mean) ** 2, 0) / units.length;
  return { mean, deviation: Math.sqrt(variance) };
}
