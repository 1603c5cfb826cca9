import type { Day } from '../../config/domain/calendar.js';
import { type ExpiringLot, unusedOf } from '../../supply/domain/unused.js';
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
  readonly lots: readonly ExpiringLot[];
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
  // A slow day must not open what a good one closes.
  const slower = was.includes('expiring') ? 1 - margin : 1;
  const aDay = facts.aDay === undefined ? undefined : facts.aDay * slower;
  if (unusedOf(facts.lots, aDay, today, thresholds.expiring)) found.push('expiring');
  return found;
}

/**
 * Whether what the worst kind says is over, and its alert stays open for the margin alone: the shelf itself is no longer
 * low, or no longer empty.
 */
export function isEasing(
  kinds: readonly AlertKind[],
  facts: ShelfFacts,
  thresholds: ShelfThresholds,
): boolean {
  const { usable, level } = facts;
  const [worst] = kinds;
  if (worst === 'out' || worst === 'neighbour') return usable > 0;
  return worst === 'low' && !isLow(usable, ((level ?? 0) * thresholds.low) / 100, false);
}

const isOut = (usable: number, level: number | null, was: boolean): boolean =>
  was ? usable < Math.max(1, Math.ceil((level ?? 0) * margin)) : usable === 0;

const isLow = (usable: number, level: number, was: boolean): boolean =>
  was ? usable < Math.ceil(level * (1 + margin)) : usable < level;
