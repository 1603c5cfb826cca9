import { type Demand, deviationOf, expectedOn } from './demand.js';
import { protectedDays, reorderAt, type Terms } from './reorder.js';

/** The figures by which a shelf is reordered; null while nobody knows what it takes. Quantities in units. */
export interface PlanFigures {
  readonly protectedDays: number;
  readonly expected: number | null;
  readonly safety: number | null;
  readonly point: number | null;
  readonly upTo: number | null;
  /** A day that takes more is unusual. */
  readonly unusualAbove: number | null;
}

/** A day so many deviations above what was expected is unusual. */
const unusualDeviations = 4;
const leastUnusual = 3;

const unknown = { expected: null, safety: null, point: null, upTo: null, unusualAbove: null };

/** @param weekday of the first day that is to come, Monday is 0 */
export function planFigures(demand: Demand | undefined, weekday: number, terms: Terms): PlanFigures {
  if (!demand) return { protectedDays: protectedDays(terms), ...unknown };
  const { expected, safety, point, upTo } = reorderAt(demand, weekday, terms);
  const aDay = expectedOn(demand, weekday, 1);
  const unusual = aDay + unusualDeviations * deviationOf(demand, aDay);
  return {
    protectedDays: protectedDays(terms),
    expected,
    safety,
    point: Math.ceil(point),
    upTo: Math.ceil(upTo),
    unusualAbove: Math.max(leastUnusual, Math.ceil(unusual)),
  };
}
