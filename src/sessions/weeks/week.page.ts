import { addDays, type Day } from '../../config/domain/calendar.js';
import {
  isOpen,
  type Exception,
  type Slot,
  slots,
  slotTimes,
  type Week,
} from '../../network/domain/opening-hours.js';
import type { Duty } from '../sessions.queries.js';

export interface Cell {
  readonly on: Day;
  readonly slot: Slot;
  readonly open?: boolean;
  readonly past: boolean;
  readonly chosen: boolean;
  readonly duties: Duty[];
}

interface Chosen {
  readonly on: string;
  readonly slot: string;
}

/** A week as three rows of seven cells, each with who is there. */
export function weekGrid(
  from: Day,
  today: Day,
  duties: readonly Duty[],
  chosen: Chosen,
  hours?: { week: Week | null; exceptions: readonly Exception[] },
) {
  const days = Array.from({ length: 7 }, (_, i) => addDays(from, i));
  const cell = (slot: Slot, on: Day): Cell => ({
    on,
    slot,
    open: hours && isOpen(hours.week, on, slot, hours.exceptions) !== false,
    past: on < today,
    chosen: chosen.on === on && chosen.slot === slot,
    duties: duties.filter((duty) => duty.on === on && duty.slot === slot),
  });
  return {
    from,
    former: addDays(from, -7),
    next: addDays(from, 7),
    days: days.map((on) => ({ on, today: on === today })),
    rows: slots.map((slot) => ({
      slot,
      times: `${slotTimes[slot].from}–${slotTimes[slot].to}`,
      cells: days.map((on) => cell(slot, on)),
    })),
  };
}
