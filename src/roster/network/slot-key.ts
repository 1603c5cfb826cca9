import { type Day, instantAt, weekdayOf } from '../../config/domain/calendar.js';
import { type Slot, slotTimes } from '../../network/domain/opening-hours.js';
import type { ProblemSlot } from '../../rostering/problem/problem.js';

/** How a problem of the network names the slot of a day. */
export const slotKey = (on: Day, slot: Slot): string => `${on} ${slot}`;

/** The slot of a day that a key of ours names. */
export function slotOf(key: string): { readonly on: Day; readonly slot: Slot } {
  const [on, slot] = key.split(' ') as [Day, Slot];
  return { on, slot };
}

/** Evenings, and any part of a weekend, are shared evenly. */
export const isUnsocial = (on: Day, slot: Slot): boolean => slot === 'evening' || weekdayOf(on) >= 5;

/** A slot of a day with its instants. */
export function problemSlot(on: Day, slot: Slot, zone: string): ProblemSlot {
  const { from, to } = slotTimes[slot];
  return {
    id: slotKey(on, slot),
    on,
    from: instantAt(on, from, zone).toISOString(),
    to: instantAt(on, to, zone).toISOString(),
    unsocial: isUnsocial(on, slot),
  };
}
