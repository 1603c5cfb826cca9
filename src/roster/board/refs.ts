import type { Day } from '../../config/domain/calendar.js';
import { isDay } from '../../config/domain/calendar.js';
import { type Slot, slots } from '../../network/domain/opening-hours.js';
import type { SeatPlace, SeatKey } from '../draft/draft-act.js';

/** How a key, a day and a slot stand in one word of an address. */
export const refPattern =
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}[.]\d{4}-\d{2}-\d{2}[.](morning|afternoon|evening)$/;

/** How a seat is named in an address. */
export const seatRef = ({ doctorId, on, slot }: SeatKey): string => `${doctorId}.${on}.${slot}`;

/** How an outlet's slot is named in an address. */
export const placeRef = ({ outletId, on, slot }: SeatPlace): string => `${outletId}.${on}.${slot}`;

/** The seat that a reference names; undefined for any other text. */
export function seatOfRef(ref: string): SeatKey | undefined {
  const read = readRef(ref);
  return read && { doctorId: read.id, on: read.on, slot: read.slot };
}

/** The outlet's slot that a reference names; undefined for any other text. */
export function placeOfRef(ref: string): SeatPlace | undefined {
  const read = readRef(ref);
  return read && { outletId: read.id, on: read.on, slot: read.slot };
}

function readRef(ref: string): { id: string; on: Day; slot: Slot } | undefined {
  if (!refPattern.test(ref)) return undefined;
  const [id, on, slot] = ref.split('.') as [string, Day, string];
  return isDay(on) ? { id, on, slot: slots.find((one) => one === slot)! } : undefined;
}
