/** What a shelf was asked for over some days. */
export interface Consumption {
  /** Units handed out. */
  readonly units: number;
  readonly days: number;
  /** Days among them on which there was nothing to hand out at all. */
  readonly daysEmpty: number;
}

/**
 * Units a day, over the days on which there was stock: N = C · D / (D − X) over D days (FIELD, section 5). A day that sold
 * out at noon had stock: it counts with what it sold.
 * @returns undefined where it is unknown, for there was never stock; nothing asked for is 0
 */
export function averageADay({ units, days, daysEmpty }: Consumption): number | undefined {
  return days - daysEmpty <= 0 ? undefined : units / (days - daysEmpty);
}

/** How many days the stock lasts; undefined if nobody knows what a day takes, Infinity if a day takes nothing. */
export function coverDays(usable: number, aDay: number | undefined): number | undefined {
  if (aDay === undefined) return undefined;
  return aDay === 0 ? Infinity : usable / aDay;
}
