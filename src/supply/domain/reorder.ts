import { type Demand, deviationOf, expectedOn } from './demand.js';

/** When to order, and how much; in units. */
export interface Reorder {
  /** Order as soon as what is on hand and on its way is this much or less. */
  readonly point: number;
  /** Up to how much. */
  readonly upTo: number;
}

export interface Terms {
  /** Whole days that pass between an order and its arrival. */
  readonly leadDays: number;
  /** The share of lead times that stock should last through, such as 0.98: a setting, not a promise. */
  readonly service: number;
  /** Days that a usual order lasts. */
  readonly cycleDays: number;
}

/** A figure that makes a reorder point, for the page that shows how it is made. */
export interface Making extends Reorder {
  /** Units expected over the protected days. */
  readonly expected: number;
  /** Units held for chance. */
  readonly safety: number;
  readonly protectedDays: number;
}

/** A lead time near zero kills every warning (BHIMA 5407). */
const leastLeadDays = 1;

/**
 * The share of the deviations that the service asks for. The safety is made from single days, which a plain mean takes
 * for more scattered than they are (weekdays count as chance there); so much keeps no more stock than the plain mean of
 * 28 days does, on generated series (`docs/stock.md`).
 */
const shareOfService = 0.92;
/** Keeps orders no more frequent than the plain rule's. */
const largerOrder = 1.03;
const leastOrder = 0.4;

/** Days that an order must last: until the next one could have arrived. */
export const protectedDays = ({ leadDays }: Terms): number => Math.max(leastLeadDays, leadDays) + 1;

/**
 * Reorder point and quantity: the demand that is likely over the protected days and a safety for chance (FIELD, section 5).
 * Twice the demand takes 1.4 times the order, 1.4 times as often.
 * @param firstWeekday of the first day that is to come, Monday is 0
 */
export function reorderAt(demand: Demand, firstWeekday: number, terms: Terms): Making {
  const days = protectedDays(terms);
  const expected = expectedOn(demand, firstWeekday, days);
  const safety = shareOfService * deviations(terms.service) * deviationOf(demand, expected);
  const point = expected + safety;
  const cycle = expectedOn(demand, firstWeekday, days + terms.cycleDays) - expected;
  const order = Math.sqrt(cycle * demand.usual * terms.cycleDays) * largerOrder + leastOrder;
  return { expected, safety, protectedDays: days, point, upTo: point + order };
}

/** How many standard deviations a share of all cases lies within, on one side (Abramowitz and Stegun, 26.2.23). */
export function deviations(share: number): number {
  const t = Math.sqrt(-2 * Math.log(Math.min(share, 1 - share)));
  const x =
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
  return share < 0.5 ? -x : x;
}
