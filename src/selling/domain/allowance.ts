import { addDays, type Day } from '../../config/domain/calendar.js';

/** How much of an exclusive group of medicines one person may have in so many rolling days. */
export interface Limit {
  /** Days, the day of the sale among them. */
  readonly days: number;
  /** Whether only one medicine of the group may be had, not some of each. */
  readonly onlyOne: boolean;
  /** The most units of each medicine, if it were the only one. */
  readonly most: ReadonlyMap<string, number>;
}

/** What somebody had of the group. */
export interface Sale {
  readonly medicineId: string;
  readonly units: number;
  readonly on: Day;
}

/** A hair more than a whole is the rounding of thirds, not a unit. */
const hair = 1e-9;

export interface Allowance {
  /** Units that they may have on the day. */
  readonly now: number;
  /** When they may have more than now, and how many units then; undefined if they may have the most already. */
  readonly next?: { readonly on: Day; readonly units: number };
}

/**
 * How many units of a medicine somebody may have on a day. Half of what one medicine allows and half of what another
 * does make one whole: `6 capsules or 1 bottle` is six capsules, or one bottle, and not both.
 */
export function allowance(limit: Limit, sales: readonly Sale[], medicineId: string, on: Day): Allowance {
  const now = unitsOn(limit, sales, medicineId, on);
  const days = sales.map((sale) => addDays(sale.on, limit.days)).filter((day) => day > on);
  for (const day of [...new Set(days)].sort()) {
    const units = unitsOn(limit, sales, medicineId, day);
    if (units > now) return { now, next: { on: day, units } };
  }
  return { now };
}

/** Whether somebody had more in one window than a limit lets anybody have. */
export const overused = (most: Limit['most'], sales: readonly Omit<Sale, 'on'>[]): boolean =>
  usedOf(most, sales) > 1 + hair;

/** The share of what a limit allows: half of one medicine and half of another are one whole. */
const usedOf = (most: Limit['most'], sales: readonly Omit<Sale, 'on'>[]): number =>
  sales.reduce((sum, { medicineId, units }) => sum + units / most.get(medicineId)!, 0);

/** What fits into every window of so many days around a day: a visit that is noted late has sales after it too. */
function unitsOn(limit: Limit, sales: readonly Sale[], medicineId: string, on: Day): number {
  const until = addDays(on, limit.days);
  const later = sales.map((sale) => sale.on).filter((day) => day > on && day < until);
  return Math.min(...[on, ...later].map((last) => unitsUpTo(limit, sales, medicineId, last)));
}

function unitsUpTo(
  { days, onlyOne, most }: Limit,
  sales: readonly Sale[],
  medicineId: string,
  on: Day,
): number {
  const mostUnits = most.get(medicineId) ?? 0;
  const since = addDays(on, -days);
  const counted = sales.filter((sale) => sale.on > since && sale.on <= on && most.has(sale.medicineId));
  if (onlyOne && counted.some((sale) => sale.medicineId !== medicineId)) return 0;
  return Math.max(0, Math.floor((1 - usedOf(most, counted)) * mostUnits + hair));
}
