import { type Day } from '../../config/domain/calendar.js';
import { isOpen, type Slot, slots } from '../../network/domain/opening-hours.js';
import type { OutletLine } from '../../network/outlets.service.js';
import { grouped } from '../../rostering/problem/grouped.js';
import type { Duty } from '../../sessions/sessions.queries.js';
import type { PlannedSeat } from '../draft/draft.entity.js';
import type { Board } from './board.queries.js';
import { type Lack, placeKey } from './figures.js';
import { placeOfRef, placeRef, seatRef } from './refs.js';

/** What of a board is shown. */
export interface BoardFilter {
  readonly districtId?: string;
  readonly chainId?: string;
  readonly uncovered: boolean;
}

interface Chip {
  readonly ref: string;
  readonly name: string;
  readonly locked: boolean;
  /** Not published like this. */
  readonly changed: boolean;
  /** What is known of the published session: an answer that is missing or was no. */
  readonly answer?: string;
  /** The session of today, with where its doctor is. */
  readonly duty?: Duty;
}

interface CellLack {
  readonly scope: string;
  readonly lacks: number;
  /** Somebody who treats them sits there, and is not enough. */
  readonly more: boolean;
  /** Whom it lacks must be said. */
  readonly special: boolean;
}

interface BoardCell {
  readonly ref?: string;
  readonly chips?: readonly Chip[];
  readonly lacks?: readonly CellLack[];
  /** `closed`, or `none` where nobody is needed; neither where somebody is or should be. */
  readonly state?: 'closed' | 'none';
  readonly chosen: boolean;
}

interface OutletRows {
  readonly id: string;
  readonly name: string;
  readonly district: string;
  /** Fever visits to expect a day, over the days on which it needs somebody. */
  readonly expected?: number;
  readonly rows: readonly { readonly slot: Slot; readonly cells: readonly BoardCell[] }[];
}

/** What the published sessions know that a chip should say. */
export type AnswerOf = (seat: PlannedSeat) => Pick<Chip, 'answer' | 'duty'>;

/**
 * What the board says of a published session: of today where its doctor is; of one ahead that nobody has said yes to,
 * declined, or unconfirmed after the hours that the bureau set. Doctors without an address are not asked.
 */
export function answersOf(board: Board, confirmHours: number, now: Date, today: Day): AnswerOf {
  const duties = new Map(board.published.map((duty) => [`${seatRef(duty)} ${duty.outletId}`, duty]));
  const asksUntil = now.getTime() - confirmHours * 3_600_000;
  return (seat) => {
    const duty = duties.get(`${seatRef(seat)} ${seat.outletId}`);
    if (duty?.on === today) return { duty };
    if (duty?.answer === 'declined') return { answer: 'declined' };
    const isAhead = duty && duty.on > today;
    const isAsked = isAhead && duty.answer === null && board.doctors.get(seat.doctorId)?.email;
    return isAsked && Date.parse(duty.changedAt) <= asksUntil ? { answer: 'unconfirmed' } : {};
  };
}

/** The board, outlet by outlet: a row for each slot in which somebody is needed or sits. */
export function outletRows(
  board: Board,
  lacks: readonly Lack[],
  filter: BoardFilter,
  chosen: string,
  answerOf: AnswerOf,
): OutletRows[] {
  const seatsAt = grouped(board.seats, placeKey);
  const needsAt = grouped(board.needs, placeKey);
  const lacksAt = grouped(lacks, placeKey);
  const published = new Set(board.published.map((duty) => `${seatRef(duty)} ${duty.outletId}`));
  const lackingOutlets = new Set(lacks.map(({ outletId }) => outletId));
  const chosenPlace = placeOfRef(chosen);
  const chosenKey = chosenPlace && placeKey(chosenPlace);
  const isClosed = (outlet: OutletLine, on: Day, slot: Slot) =>
    isOpen(outlet.week, on, slot, board.exceptions.get(outlet.id) ?? []) === false;
  const cell = (outlet: OutletLine, on: Day, slot: Slot): BoardCell => {
    const place = { outletId: outlet.id, on, slot };
    const key = placeKey(place);
    // Most cells of a board say that nobody is needed.
    if (!seatsAt.has(key) && !needsAt.has(key))
      return { state: isClosed(outlet, on, slot) ? 'closed' : 'none', chosen: key === chosenKey };
    const seats = seatsAt.get(key) ?? [];
    return {
      ref: placeRef(place),
      chips: seats.map((seat) => ({
        ref: seatRef(seat),
        name: board.doctors.get(seat.doctorId)?.name ?? '?',
        locked: seat.locked,
        changed: board.draft !== undefined && !published.has(`${seatRef(seat)} ${outlet.id}`),
        ...answerOf(seat),
      })),
      lacks: cellLacks(board, lacksAt.get(key) ?? [], seats),
      chosen: key === chosenKey || (chosen !== '' && seats.some((seat) => seatRef(seat) === chosen)),
    };
  };
  const used = new Set([...board.needs, ...board.seats].map(({ outletId, slot }) => `${outletId} ${slot}`));
  return board.outlets
    .filter(
      ({ id, districtId, chainId }) =>
        (!filter.districtId || filter.districtId === districtId) &&
        (!filter.chainId || filter.chainId === chainId) &&
        (!filter.uncovered || lackingOutlets.has(id)),
    )
    .map((outlet) => ({
      id: outlet.id,
      name: outlet.name,
      district: outlet.district,
      expected: expectedADay(board, outlet.id),
      rows: slots
        .filter((slot) => used.has(`${outlet.id} ${slot}`))
        .map((slot) => ({ slot, cells: board.days.map((on) => cell(outlet, on, slot)) })),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** What a cell says is lacking beside those who sit there. */
const cellLacks = ({ doctors }: Board, lacks: readonly Lack[], seats: readonly PlannedSeat[]): CellLack[] =>
  lacks.map(({ scope, lacks: count }) => ({
    scope,
    lacks: count,
    more: seats.some(({ doctorId }) => doctors.get(doctorId)?.scopes.includes(scope)),
    // Beside a doctor who sits there it must be said what they can't do.
    special: scope !== 'general' || seats.length > 0,
  }));

function expectedADay({ expected }: Board, outletId: string): number | undefined {
  if (!expected) return undefined;
  const week = expected[outletId] ?? [];
  return Math.round(week.reduce((sum, visits) => sum + visits, 0) / 7);
}
