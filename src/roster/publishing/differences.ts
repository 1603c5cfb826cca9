import type { Day } from '../../config/domain/calendar.js';
import { type Slot, slots } from '../../network/domain/opening-hours.js';
import type { PlannedSeat } from '../draft/draft.entity.js';
import { keyOf } from '../../rostering/problem/grouped.js';
import type { Duty } from '../../sessions/sessions.queries.js';

/** What publishing a draft would do to one doctor's slot. */
export interface Difference {
  readonly doctorId: string;
  readonly on: Day;
  readonly slot: Slot;
  /** The published session that goes, or that moves. */
  readonly duty?: Duty;
  /** The outlet that the draft sends the doctor to. */
  readonly outletId?: string;
}

/** Names a difference with both its outlets: a tick means exactly what was looked at. */
export const differenceKey = ({ doctorId, on, slot, duty, outletId }: Difference): string =>
  [doctorId, on, slot, duty?.outletId ?? '', outletId ?? ''].join('.');

/**
 * How a draft differs from what is published, doctor's slot by doctor's slot, in the order of time: a doctor comes,
 * goes, or moves to another outlet. Slots that have begun are left out: nobody can change them any more.
 */
export function differences(
  planned: readonly PlannedSeat[],
  published: readonly Duty[],
  hasBegun: (session: { readonly on: Day; readonly slot: Slot }) => boolean,
): Difference[] {
  const key = ({ doctorId, on, slot }: Pick<PlannedSeat, 'doctorId' | 'on' | 'slot'>) =>
    keyOf(doctorId, on, slot);
  const told = new Map(published.map((duty) => [key(duty), duty]));
  const wanted = new Map(planned.map((seat) => [key(seat), seat]));
  const come = planned
    .filter((seat) => told.get(key(seat))?.outletId !== seat.outletId)
    .map(({ doctorId, on, slot, outletId }) => ({ doctorId, on, slot, outletId }))
    .map((seat): Difference => ({ ...seat, duty: told.get(key(seat)) }));
  const go = published
    .filter((duty) => !wanted.has(key(duty)))
    .map((duty): Difference => ({ doctorId: duty.doctorId, on: duty.on, slot: duty.slot, duty }));
  return [...come, ...go]
    .filter((difference) => !hasBegun(difference))
    .sort((a, b) => a.on.localeCompare(b.on) || slots.indexOf(a.slot) - slots.indexOf(b.slot));
}
