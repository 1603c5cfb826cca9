import { addDays, type Day, daysBetween } from '../../config/domain/calendar.js';
import type { AlertKind } from './kinds.js';

/** What a shelf is judged by. Quantities in units. */
export interface ShelfFacts {
  readonly usable: number;
  readonly expired: number;
  readonly recalled: number;
  /** The level below which it is low; null where nobody knows one, 0 where the outlet does not keep it. */
  readonly level: number | null;
  /** What a day takes; undefined where nobody knows. */
  readonly aDay?: number;
  /** Lots that may be handed out, the first to expire first. */
  readonly lots: readonly { readonly number: string; readonly expiresOn: Day; readonly onHand: number }[];
}

/** From which figures on a kind holds. */
export interface ShelfThresholds {
  /** Per cent of the level. */
  readonly low: number;
  /** Days until a lot expires. */
  readonly expiring: number;
}

/** An alert closes only once a shelf is so much above what opened it: one that hovers there would flap. */
const margin = 0.1;

/** What will have expired before it is used. */
export interface AtRisk {
  readonly units: number;
  readonly number: string;
  readonly expiresOn: Day;
}

/**
 * What is wrong with a shelf by what lies on it.
 * @param was the kinds that its open alert has
 */
export function shelfKinds(
  facts: ShelfFacts,
  was: readonly AlertKind[],
  thresholds: ShelfThresholds,
  today: Day,
): AlertKind[] {
  const { usable, expired, recalled, level } = facts;
  const found: AlertKind[] = [];
  if (recalled > 0) found.push('recalled');
  if (level !== 0 && isOut(usable, level, was.includes('out'))) found.push('out');
  if (expired > 0) found.push('expired');
  if (level !== null && isLow(usable, (level * thresholds.low) / 100, was.includes('low'))) found.push('low');
  if (atRisk(facts, today, thresholds.expiring)) found.push('expiring');
  return found;
}

const isOut = (usable: number, level: number | null, was: boolean): boolean =>
  was ? usable < Math.max(1, Math.ceil((level ?? 0) * margin)) : usable === 0;

const isLow = (usable: number, level: number, was: boolean): boolean =>
  was ? usable < Math.ceil(level * (1 + margin)) : usable < level;

/** Units of lots that expire within some days and will not be used up by then, first expired, first out. */
export function atRisk(
  { lots, aDay }: Pick<ShelfFacts, 'lots' | 'aDay'>,
  today: Day,
  within: number,
): AtRisk | undefined {
  const until = addDays(today, within);
  let before = 0;
  let first: AtRisk | undefined;
  for (const { number, expiresOn, onHand } of lots) {
    if (expiresOn > until) break;
    before += onHand;
    const used = aDay === undefined ? 0 : aDay * daysBetween(today, expiresOn).length;
    const units = Math.ceil(before - used);
    if (units > (first?.units ?? 0)) first = { number, expiresOn, ...first, units };
  }
  return first;
}
