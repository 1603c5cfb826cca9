import type { Span } from '../../problem/lookup.js';
import type { Need, ProblemDoctor, Seat } from '../../problem/problem.js';
import type { Entry } from '../columns.js';

/** A place at an outlet in a slot, with one column for each need there that the doctor could fill. */
export interface SeatColumns {
  readonly outlet: string;
  readonly slot: string;
  readonly span: Span;
  readonly fills: readonly { readonly column: number; readonly need: Need }[];
}

/** A doctor's seats: those that are locked and theirs already, and those they might be given. */
export interface Seating {
  readonly doctor: ProblemDoctor;
  readonly locked: readonly SeatColumns[];
  readonly open: readonly SeatColumns[];
}

/** No lower bound. */
export const none = -Infinity;

export const one = (column: number): Entry => [column, 1];
export const ones = ({ fills }: SeatColumns): Entry[] => fills.map(({ column }) => [column, 1]);
export const inHours = ({ fills, span }: SeatColumns): Entry[] =>
  fills.map(({ column }) => [column, span.hours]);
export const spansOf = (seats: readonly SeatColumns[]) => seats.map(({ span }) => span);
export const hoursOf = (seats: readonly SeatColumns[]) =>
  seats.reduce((sum, { span }) => sum + span.hours, 0);
export const isAt = (seat: SeatColumns, { outlet, slot }: Seat) =>
  seat.outlet === outlet && seat.slot === slot;

/** Hours between the end of the earlier and the start of the later; below 0 when they overlap. */
export function hoursBetween(a: Span, b: Span): number {
  return Math.max(a.from - b.to, b.from - a.to) / 3_600_000;
}
