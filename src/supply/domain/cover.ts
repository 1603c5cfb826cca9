import { averageADay, type Consumption, coverDays } from './consumption.js';
import { isLow, isOut, type ShelfLevel } from './reorder-level.js';

/** One medicine at one outlet, as a board of many sees it. Quantities in units. */
export interface CoverShelf extends Consumption {
  readonly usable: number;
  /** Whether any day is known: a shelf that began today is not. */
  readonly planned: boolean;
  readonly level: ShelfLevel | null;
  /** Of those days, the ones on which there was not enough at some time. */
  readonly daysOut: number;
  /** Asked for in vain on those days. */
  readonly unmet: number;
}

/** Many shelves of one medicine together: a district's, a network's. */
export interface Cover {
  readonly onHand: number;
  /** Units a day; undefined where no shelf knows. */
  readonly aDay?: number;
  /** Days that it lasts. */
  readonly days?: number;
  readonly shelves: number;
  readonly low: number;
  readonly out: number;
  /** Of the last days, the share (0 to 1) on which a shelf had not enough. */
  readonly outShare: number;
  readonly unmet: number;
  /** Share (0 to 1) of what was asked for that was handed out. */
  readonly filled: number;
}

/** Whether the outlet says that it does not keep the medicine, and has none. */
export const isNotKept = ({ usable, level }: Pick<CoverShelf, 'usable' | 'level'>): boolean =>
  usable === 0 && level?.units === 0;

/** How long a shelf lasts. */
export const shelfCover = (shelf: CoverShelf): number | undefined =>
  shelf.planned ? coverDays(shelf.usable, averageADay(shelf)) : undefined;

/** Adds shelves up. What is on a shelf that knows no demand is there, but lasts nobody knows how long: it makes no days. */
export function coverOf(shelves: Iterable<CoverShelf>): Cover {
  const sum = {
    onHand: 0,
    lasting: 0,
    aDay: 0,
    known: 0,
    shelves: 0,
    low: 0,
    out: 0,
    days: 0,
    daysOut: 0,
    units: 0,
    unmet: 0,
  };
  for (const shelf of shelves) {
    if (isNotKept(shelf)) continue;
    sum.shelves += 1;
    sum.onHand += shelf.usable;
    sum.days += shelf.days;
    sum.daysOut += shelf.daysOut;
    sum.units += shelf.units;
    sum.unmet += shelf.unmet;
    if (isOut(shelf.usable, shelf.level)) sum.out += 1;
    else if (isLow(shelf.usable, shelf.level?.units)) sum.low += 1;
    const aDay = shelf.planned ? averageADay(shelf) : undefined;
    if (aDay === undefined) continue;
    sum.known += 1;
    sum.aDay += aDay;
    sum.lasting += shelf.usable;
  }
  const asked = sum.units + sum.unmet;
  return {
    onHand: sum.onHand,
    ...(sum.known > 0 && { aDay: sum.aDay, days: coverDays(sum.lasting, sum.aDay) }),
    shelves: sum.shelves,
    low: sum.low,
    out: sum.out,
    outShare: sum.days === 0 ? 0 : sum.daysOut / sum.days,
    unmet: sum.unmet,
    filled: asked === 0 ? 1 : sum.units / asked,
  };
}
