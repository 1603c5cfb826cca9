import { worthOf } from '../../problem/cost.js';
import { keyOf } from '../../problem/grouped.js';
import type { RosterSeat, Need } from '../../problem/problem.js';
import type { Columns } from '../columns.js';
import type { SeatColumns, Seating } from './seat-columns.js';

/** A relaxed share of a seat below this says nothing. */
const leastShare = 0.02;

/** The model of a problem, and the way back from its solution to a roster. */
export class Model {
  constructor(
    readonly columns: Columns,
    private readonly needs: readonly Need[],
    private readonly seatings: readonly Seating[],
    private readonly uncovered: ReadonlyMap<string, number>,
  ) {}

  rosterOf(solution: ArrayLike<number>): RosterSeat[] {
    return this.seatings.flatMap(({ doctor, locked, open }) => {
      const duties = (seats: readonly SeatColumns[]) =>
        seats.map(({ outlet, slot, fills }): RosterSeat => {
          const filled = fills.find(({ column }) => solution[column]! > 0.5);
          return { doctor: doctor.id, outlet, slot, need: filled?.need.id ?? null };
        });
      return [...duties(locked), ...duties(open).filter(({ need }) => need !== null)];
    });
  }

  /** The duties that a relaxed solution leans to, the most telling first. */
  leaningsOf(solution: ArrayLike<number>): RosterSeat[] {
    const leanings: { duty: RosterSeat; telling: number }[] = [];
    for (const { doctor, open } of this.seatings) {
      for (const { outlet, slot, fills } of open) {
        for (const { column, need } of fills) {
          const part = solution[column]!;
          if (part < leastShare) continue;
          const duty = { doctor: doctor.id, outlet, slot, need: need.id };
          leanings.push({ duty, telling: part * Math.sqrt(worthOf(need)) });
        }
      }
    }
    return leanings.sort((a, b) => b.telling - a.telling).map(({ duty }) => duty);
  }

  /** The columns at which a roster stands, to start from it. */
  solutionOf(roster: readonly RosterSeat[]): Map<number, number> {
    const start = new Map<number, number>();
    const filled = new Set(roster.map(({ doctor, need }) => keyOf(doctor, String(need))));
    for (const { doctor, locked, open } of this.seatings)
      for (const { fills } of [...locked, ...open])
        for (const { column, need } of fills)
          start.set(column, filled.has(keyOf(doctor.id, need.id)) ? 1 : 0);
    const lacking = new Map(this.needs.map(({ id, doctors }) => [id, doctors]));
    for (const { need } of roster)
      if (need !== null && lacking.has(need)) lacking.set(need, lacking.get(need)! - 1);
    for (const [need, column] of this.uncovered) start.set(column, lacking.get(need)!);
    return start;
  }
}
