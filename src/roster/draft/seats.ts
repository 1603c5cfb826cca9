import { slotKey } from '../network/slot-key.js';
import type { Seat } from '../../rostering/problem/problem.js';
import type { Duty } from '../../sessions/sessions.queries.js';
import type { PlannedSeat } from './draft.entity.js';

/** The seat that a published duty is. */
export const plannedOf = ({ doctorId, outletId, on, slot }: Duty): PlannedSeat => ({
  doctorId,
  outletId,
  on,
  slot,
  locked: false,
});

/** The same as a problem says it. */
export const seatOf = ({ doctorId, outletId, on, slot }: Omit<PlannedSeat, 'locked'>): Seat => ({
  doctor: doctorId,
  outlet: outletId,
  slot: slotKey(on, slot),
});
