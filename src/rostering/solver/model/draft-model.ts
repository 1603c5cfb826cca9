import { grouped } from '../../problem/grouped.js';
import { Lookup } from '../../problem/lookup.js';
import type { Need, Problem } from '../../problem/problem.js';
import { Columns, type Entry } from '../columns.js';
import { none, ones, type SeatColumns } from './seat-columns.js';

/** A model while its rules and terms write their rows. */
export class DraftModel {
  readonly columns = new Columns();
  readonly look: Lookup;
  /** What fills each need. */
  readonly fillers = new Map<Need, Entry[]>();

  constructor(readonly problem: Problem) {
    this.look = new Lookup(problem);
  }

  /** At most so much of these. */
  atMost(most: number, entries: readonly Entry[]): void {
    this.columns.row(none, most, entries);
  }

  /** A column for each need that a doctor could fill from one seat. */
  fillsOf(needs: readonly Need[]): SeatColumns['fills'] {
    return needs.map((need) => {
      const column = this.columns.column(0, 1, true);
      const entries = this.fillers.get(need);
      if (entries) entries.push([column, 1]);
      else this.fillers.set(need, [[column, 1]]);
      return { column, need };
    });
  }

  /** What taking a seat costs on top. */
  addCost({ fills }: SeatColumns, cost: number): void {
    for (const { column } of fills) this.columns.cost[column]! += cost;
  }

  /** A column that is 1 as soon as any of these chairs is taken. */
  once(seats: readonly SeatColumns[], cost: number): number {
    const column = this.columns.column(cost, 1);
    for (const inSlot of grouped(seats, ({ slot }) => slot).values())
      this.columns.row(none, 0, [...inSlot.flatMap(ones), [column, -1]]);
    return column;
  }
}
