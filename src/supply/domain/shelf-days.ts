import { type Demand, observed } from './demand.js';

/** What a shelf was asked for on one day. Quantities in units. */
export interface ShelfDay {
  readonly units: number;
  /** Asked for in vain. */
  readonly unmet: number;
  /** How often it was found with nothing usable. */
  readonly outs: number;
}

/** The sums of a shelf's last days. */
export interface Lately {
  readonly days: number;
  /** Those on which there was not enough at some time. */
  readonly daysOut: number;
  /** Those on which there was nothing at all. */
  readonly daysEmpty: number;
  readonly units: number;
  readonly unmet: number;
}

export const nothingLately: Lately = { days: 0, daysOut: 0, daysEmpty: 0, units: 0, unmet: 0 };

/** Whether there was not enough, so that nobody knows what would have been asked for. */
const isShort = ({ outs, unmet }: ShelfDay): boolean => outs > 0 || unmet > 0;

const quiet: ShelfDay = { units: 0, unmet: 0, outs: 0 };

/**
 * The demand after some days, one after another; a day that is absent asked for nothing.
 * @param carried units noted late for days before, which the first of these takes
 * @param firstWeekday of the first day, Monday is 0
 */
export function learntFrom(
  before: Demand,
  days: readonly (ShelfDay | undefined)[],
  { carried, firstWeekday, protectedDays }: { carried: number; firstWeekday: number; protectedDays: number },
): Demand {
  return days.reduce<Demand>((demand, day = quiet, n) => {
    const units = Math.max(0, day.units + (n === 0 ? carried : 0));
    return observed(demand, (firstWeekday + n) % 7, isShort(day) ? undefined : units, protectedDays);
  }, before);
}

/** Adds some days up; one that is absent asked for nothing. */
export function latelyOver(days: readonly (ShelfDay | undefined)[]): Lately {
  return days.reduce<Lately>(
    (sum, day = quiet) => ({
      days: sum.days + 1,
      daysOut: sum.daysOut + Number(isShort(day)),
      daysEmpty: sum.daysEmpty + Number(isShort(day) && day.units <= 0),
      units: sum.units + Math.max(0, day.units),
      unmet: sum.unmet + day.unmet,
    }),
    nothingLately,
  );
}
