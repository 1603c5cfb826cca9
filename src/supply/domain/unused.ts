import { addDays, type Day, daysBetween } from '../../config/domain/calendar.js';

export interface ExpiringLot {
  readonly number: string;
  readonly expiresOn: Day;
  /** Units. */
  readonly onHand: number;
}

/** What will have expired before it is used: how many units in all, and the first lot of which. */
export interface Unused {
  readonly units: number;
  readonly number: string;
  readonly expiresOn: Day;
}

/**
 * Units of lots that expire within some days and will not be used up by then, first expired, first out.
 * @param lots that may be handed out, the first to expire first
 * @param aDay what a day takes; undefined where nobody knows, so that nothing counts as used
 */
export function unusedOf(
  lots: readonly ExpiringLot[],
  aDay: number | undefined,
  today: Day,
  within: number,
): Unused | undefined {
  const until = addDays(today, within);
  let before = 0;
  let found: Unused | undefined;
  for (const { number, expiresOn, onHand } of lots) {
    if (expiresOn > until) break;
    before += onHand;
    const units = Math.ceil(before - (aDay ?? 0) * daysBetween(today, expiresOn).length);
    if (units > (found?.units ?? 0)) found = { number, expiresOn, ...found, units };
  }
  return found;
}
