import { averageADay } from '../domain/consumption.js';
import type { ShelfFigures } from './shelves.queries.js';

const tenth = (value: number | null | undefined) =>
  value === null || value === undefined ? null : Math.round(value * 10) / 10;

/** How a shelf's level is made, figure by figure. */
export function making(plan: ShelfFigures) {
  return {
    ...plan,
    aDay: tenth(averageADay(plan)),
    expected: tenth(plan.expected),
    safety: tenth(plan.safety),
    order: plan.upTo !== null && plan.point !== null ? plan.upTo - plan.point : null,
  };
}
