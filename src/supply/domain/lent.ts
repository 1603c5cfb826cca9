import type { Demand } from './demand.js';

/** Days that a shelf must know before it needs nobody else's. */
export const knowsItself = 14;
/** Days that a shelf must know before it lends what it knows. */
export const knowsEnoughToLend = 28;
/** How many neighbours a new shelf learns from. */
export const mostLenders = 3;

/** What a new shelf's demand is taken to be: the mean of its neighbours'. Undefined if there are none. */
export function lent(neighbours: readonly Demand[]): Demand | undefined {
  const [first] = neighbours;
  if (!first) return undefined;
  const mean = (of: (one: Demand) => number) =>
    neighbours.reduce((sum, one) => sum + of(one), 0) / neighbours.length;
  const each = (of: (one: Demand) => readonly number[]) =>
    of(first).map((_, i) => mean((one) => of(one)[i]!));
  return {
    days: Math.round(mean(({ days }) => days)),
    known: Math.min(...neighbours.map(({ known }) => known)),
    levels: each(({ levels }) => levels),
    weekday: each(({ weekday }) => weekday),
    curve: each(({ curve }) => curve),
    misses: each(({ misses }) => misses),
    ended: Math.min(...neighbours.map(({ ended }) => ended)),
    running: [],
    missSquare: mean(({ missSquare }) => missSquare),
    expectedADay: mean(({ expectedADay }) => expectedADay),
    usual: mean(({ usual }) => usual),
  };
}
