import { weekdayOf } from '../../config/domain/calendar.js';
import { weekLetter } from '../../network/domain/opening-hours.js';
import { lacking } from '../../rostering/domain/coverage.js';
import type { OutletNeed } from '../../needs/needs.service.js';
import { grouped } from '../../rostering/problem/grouped.js';
import type { Board } from './board.queries.js';
import { seatRef } from './refs.js';

/** Doctors that an outlet still needs in a slot, with the fever visits that nobody will see. */
export interface Lack extends OutletNeed {
  readonly lacks: number;
  /** Undefined where nobody has counted what to expect. */
  readonly visits: number | undefined;
}

/** What an officer asks of a roster first. */
export interface BoardFigures {
  readonly needed: number;
  readonly covered: number;
  readonly uncovered: number;
  /** Doctors who sit where nobody needs them, or needs another scope. */
  readonly beyond: number;
  /** Share of the expected fever visits that a doctor will see; undefined while nobody has counted them. */
  readonly met: number | undefined;
  /** Kilometres there and back for a session; undefined while there is none. */
  readonly travel: number | undefined;
  readonly fewest: number;
  readonly most: number;
  /** How much of its cost the proposal might still save; undefined where there was none. */
  readonly gap: number | undefined;
}

/** Every need that lacks doctors, the one with the most fever visits first. */
export function lacksOf(board: Board): Lack[] {
  const seats = grouped(comingOf(board), placeKey);
  return [...grouped(board.needs, placeKey)]
    .flatMap(([key, needs]) => {
      const present = (seats.get(key) ?? []).map(({ doctorId }) => board.doctors.get(doctorId)!);
      const lacks = lacking(needs, present);
      const together = needs.reduce((sum, { doctors }) => sum + doctors, 0);
      return needs.map((need, i) => {
        const expected = expectedAt(board, need);
        return {
          ...need,
          lacks: lacks[i]!,
          visits: expected === undefined ? undefined : (expected * lacks[i]!) / together,
        };
      });
    })
    .filter(({ lacks }) => lacks > 0)
    .sort((a, b) => (b.visits ?? 0) - (a.visits ?? 0));
}

/** The seats of a board without those that their doctors declined: they are planned, but nobody will come. */
function comingOf({ published, seats }: Board): Board['seats'] {
  const declined = published.filter(({ answer }) => answer === 'declined');
  const gone = new Set(declined.map((duty) => `${seatRef(duty)} ${duty.outletId}`));
  return seats.filter((seat) => !gone.has(`${seatRef(seat)} ${seat.outletId}`));
}

/** The six figures above the board. */
export function figuresOf(board: Board, lacks: readonly Lack[]): BoardFigures {
  const needed = sum(board.needs.map(({ doctors }) => doctors));
  const uncovered = sum(lacks.map((lack) => lack.lacks));
  const places = [...grouped(board.needs, placeKey).values()].map(([need]) => need!);
  const expected = sum(places.map((need) => expectedAt(board, need) ?? 0));
  const missed = sum(lacks.map(({ visits }) => visits ?? 0));
  const loads = [...grouped(board.seats, ({ doctorId }) => doctorId).values()].map(({ length }) => length);
  return {
    needed,
    covered: needed - uncovered,
    uncovered,
    beyond: comingOf(board).length - (needed - uncovered),
    met: board.expected && expected > 0 ? (expected - missed) / expected : undefined,
    travel: board.seats.length > 0 ? travelOf(board, board.seats) / board.seats.length : undefined,
    fewest: Math.min(...loads, Infinity) === Infinity ? 0 : Math.min(...loads),
    most: Math.max(...loads, 0),
    gap: board.draft?.proposal?.gap,
  };
}

/** The figures as they are printed. */
export function figuresPage({ met, travel, gap, ...counts }: BoardFigures, isProposal: boolean) {
  const percent = (share: number | undefined) =>
    share === undefined ? undefined : Math.round(share * 1000) / 10;
  return {
    ...counts,
    metPercent: percent(met),
    travel: travel === undefined ? undefined : Math.round(travel * 10) / 10,
    // Changed by hand, the roster is not the one whose gap is known.
    gapPercent: isProposal ? percent(gap) : undefined,
  };
}

/** Kilometres there and back for some seats, once a day and outlet. */
export function travelOf(board: Board, seats: Board['seats']): number {
  const trips = new Map(
    seats.map(({ doctorId, outletId, on }) => [
      `${doctorId} ${outletId} ${on}`,
      [doctorId, outletId] as const,
    ]),
  );
  return sum([...trips.values()].map(([doctorId, outletId]) => 2 * (board.way(doctorId, outletId) ?? 0)));
}

/** Fever visits to expect at an outlet in a slot of a day. */
export function expectedAt(
  board: Pick<Board, 'expected'>,
  { outletId, on, slot }: Pick<OutletNeed, 'outletId' | 'on' | 'slot'>,
): number | undefined {
  if (!board.expected) return undefined;
  return board.expected[outletId]?.[weekLetter(weekdayOf(on), slot) - 1] ?? 0;
}

export const placeKey = ({ outletId, on, slot }: Pick<OutletNeed, 'outletId' | 'on' | 'slot'>): string =>
  `${outletId} ${on} ${slot}`;

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
