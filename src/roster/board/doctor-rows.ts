import type { Slot } from '../../network/domain/opening-hours.js';
import { slots } from '../../network/domain/opening-hours.js';
import { isUnsocial, problemSlot } from '../network/slot-key.js';
import { grouped } from '../../rostering/problem/grouped.js';
import { spanOf } from '../../rostering/problem/lookup.js';
import { signed } from './cost-words.js';
import type { Board } from './board.queries.js';
import { travelOf } from './figures.js';
import { seatRef } from './refs.js';

export const sortings = ['name', 'sessions', 'hours', 'unsocial', 'travel'] as const;
export type Sorting = (typeof sortings)[number];

/** Labour law: hours of a week beyond which work is overtime (FIELD.md section 6). */
const weekHours = 40;

interface DoctorRow {
  readonly id: string;
  readonly name: string;
  readonly days: readonly {
    readonly on: string;
    readonly seats: readonly {
      readonly ref: string;
      readonly slot: Slot;
      readonly outlet: string;
      readonly locked: boolean;
      readonly changed: boolean;
    }[];
  }[];
  readonly sessions: number;
  /** Sessions more, or less, than the mean of all who have any. */
  readonly against: string;
  readonly hours: number;
  readonly over: boolean;
  readonly unsocial: number;
  /** Kilometres there and back in the week. */
  readonly travel: number;
}

/** The board, doctor by doctor: where they are each day, and how evenly it is shared. */
export function doctorRows(board: Board, by: Sorting, zone: string): DoctorRow[] {
  const outletName = new Map(board.outlets.map(({ id, name }) => [id, name]));
  const published = new Set(board.published.map((duty) => `${seatRef(duty)} ${duty.outletId}`));
  const bySeat = grouped(board.seats, ({ doctorId }) => doctorId);
  const mean = board.seats.length / Math.max(1, bySeat.size);
  const rows = [...bySeat].map(([id, seats]): DoctorRow => {
    const spans = seats.map(({ on, slot }) => spanOf(problemSlot(on, slot, zone)));
    const hours = spans.reduce((sum, span) => sum + span.hours, 0);
    return {
      id,
      name: board.doctors.get(id)!.name,
      days: board.days.map((on) => ({
        on,
        seats: seats
          .filter((seat) => seat.on === on)
          .sort((a, b) => slots.indexOf(a.slot) - slots.indexOf(b.slot))
          .map((seat) => ({
            ref: seatRef(seat),
            slot: seat.slot,
            outlet: outletName.get(seat.outletId)!,
            locked: seat.locked,
            changed: board.draft !== undefined && !published.has(`${seatRef(seat)} ${seat.outletId}`),
          })),
      })),
      sessions: seats.length,
      against: signed(seats.length - mean),
      hours,
      over: hours > weekHours,
      unsocial: seats.filter(({ on, slot }) => isUnsocial(on, slot)).length,
      travel: Math.round(travelOf(board, seats)),
    };
  });
  const byName = (a: DoctorRow, b: DoctorRow) => a.name.localeCompare(b.name, 'zh-CN');
  return rows.sort((a, b) => (by === 'name' ? 0 : b[by] - a[by]) || byName(a, b));
}
