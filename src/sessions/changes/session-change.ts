import type { Day } from '../../config/domain/calendar.js';
import type { Doctor } from '../../doctors/doctor.entity.js';
import type { Slot } from '../../network/domain/opening-hours.js';
import type { Outlet } from '../../network/outlet.entity.js';
import type { Assignment } from '../session.entity.js';

/** One outlet, one date, one slot. */
export interface Wanted {
  readonly outletId: string;
  readonly on: Day;
  readonly slot: Slot;
}

/** What is done to published sessions. */
export type SessionChange =
  | { readonly kind: 'assign'; readonly doctorId: string; readonly to: Wanted }
  | { readonly kind: 'move'; readonly assignmentId: string; readonly to: Wanted }
  | { readonly kind: 'cancel'; readonly assignmentId: string; readonly reason: string };

/** What an assignment's mails need to say; it travels with the act and is not kept. */
export interface AssignmentNews {
  readonly assignment: Assignment;
  readonly doctor: Doctor;
  readonly outlet: Outlet;
  /** Where it was before, when it was moved. */
  readonly former?: { readonly outlet: Outlet; readonly on: Day; readonly slot: Slot };
}
