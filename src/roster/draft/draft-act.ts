import type { Day } from '../../config/domain/calendar.js';
import type { Slot } from '../../network/domain/opening-hours.js';
import { DraftChangedMeanwhile } from '../domain/refusals.js';
import type { DraftSeat, PlannedSeat } from './draft.entity.js';

/** A doctor's slot of a day: where they sit in a draft. */
export interface SeatKey {
  readonly doctorId: string;
  readonly on: Day;
  readonly slot: Slot;
}

/** Where somebody may sit. */
export interface SeatPlace {
  readonly outletId: string;
  readonly on: Day;
  readonly slot: Slot;
}

/** What an officer does to a draft. */
export type DraftAct =
  | { readonly kind: 'place'; readonly doctorId: string; readonly to: SeatPlace }
  | { readonly kind: 'move'; readonly seat: SeatKey; readonly to: SeatPlace }
  | { readonly kind: 'replace'; readonly seat: SeatKey; readonly doctorId: string }
  | { readonly kind: 'swap'; readonly seat: SeatKey; readonly with: SeatKey }
  | { readonly kind: 'remove' | 'lock' | 'unlock'; readonly seat: SeatKey };

/** The seats that an act takes and gives. @throws DraftChangedMeanwhile when it speaks of one that is not there */
export function changeOf(
  act: DraftAct,
  seats: readonly DraftSeat[],
): Record<'taken' | 'given', PlannedSeat[]> {
  const at = ({ doctorId, on, slot }: SeatKey): PlannedSeat => {
    const found = seats.find((seat) => seat.doctorId === doctorId && seat.on === on && seat.slot === slot);
    if (!found) throw new DraftChangedMeanwhile();
    return { doctorId, on, slot, outletId: found.outletId, locked: found.locked };
  };
  switch (act.kind) {
    case 'place':
      return { taken: [], given: [{ doctorId: act.doctorId, ...act.to, locked: false }] };
    case 'move': {
      const seat = at(act.seat);
      return { taken: [seat], given: [{ ...seat, ...act.to }] };
    }
    case 'replace': {
      const seat = at(act.seat);
      return { taken: [seat], given: [{ ...seat, doctorId: act.doctorId, locked: false }] };
    }
    case 'swap': {
      const [a, b] = [at(act.seat), at(act.with)];
      const given = [
        { ...b, doctorId: a.doctorId },
        { ...a, doctorId: b.doctorId },
      ];
      return { taken: [a, b], given };
    }
    case 'remove':
      return { taken: [at(act.seat)], given: [] };
    case 'lock':
    case 'unlock': {
      const seat = at(act.seat);
      return { taken: [seat], given: [{ ...seat, locked: act.kind === 'lock' }] };
    }
  }
}

/** The act as the audit trail says it. */
export const pastOf = {
  place: 'placed',
  move: 'moved',
  replace: 'replaced',
  swap: 'swapped',
  remove: 'removed',
  lock: 'locked',
  unlock: 'unlocked',
} as const satisfies Record<DraftAct['kind'], string>;
