import type { Day } from '../config/domain/calendar.js';
import type { Edition } from '../triage/domain/editions.js';
import type { Level } from '../triage/domain/level.js';

/** A visit that an edition would judge otherwise than it was. */
export interface Change {
  readonly visitId: string;
  readonly outlet: { readonly id: string; readonly districtId: string; readonly chainId: string | null };
  readonly on: Day;
  /** The edition that judged it. */
  readonly ruleSet: string | null;
  readonly was: Level | null;
  readonly now: Level;
  /** The rules that fire now and did not, and the other way round. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

export interface Comparison {
  readonly visits: number;
  /** Whether there were more visits than were judged. */
  readonly isPart: boolean;
  readonly changes: readonly Change[];
}

/** Judges recorded visits again by an edition of the rules; nothing is changed. Answered by the room that records them. */
export abstract class RulesComparison {
  /**
   * @param from the first day @param to the last
   * @param most how many visits at most, the oldest first
   */
  abstract compare(from: Day, to: Day, edition: Edition, most?: number): Promise<Comparison>;
}
