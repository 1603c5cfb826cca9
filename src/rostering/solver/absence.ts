import { grouped } from '../problem/grouped.js';
import { Lookup } from '../problem/lookup.js';
import type { RosterSeat, Problem, Seat } from '../problem/problem.js';
import { without } from '../problem/without.js';
import { type Freed, partOf } from './part.js';

/** What is solved anew when a doctor can't come: a small problem, and what stays as it is. */
export interface Absence {
  readonly part: Problem;
  readonly freed: Freed;
  /** The roster without the seats that the doctor leaves. */
  readonly standing: RosterSeat[];
}

/** A seat that is given up costs nearly as much as an empty one: a mending moves people only to fill what was left. */
const moving = 0.9;

/**
 * The part of a roster to be mended when a doctor can't come in some slots: whoever is weighed for the outlets they
 * leave may move in these slots, and every seat that somebody has been told of counts as published. It is a mending
 * and no new proposal: what nobody came to before stays as it was, and so does
 * whoever came without being needed, or against a rule: officers knew why.
 */
export function absenceOf(
  problem: Problem,
  roster: readonly RosterSeat[],
  doctorId: string,
  slots: ReadonlySet<string>,
): Absence {
  const leaves = (seat: { doctor: string; slot: string }) => seat.doctor === doctorId && slots.has(seat.slot);
  const left = roster.filter(leaves);
  const outlets = new Set(left.map(({ outlet }) => outlet));
  const standing = roster.filter((duty) => !leaves(duty));
  const look = new Lookup(problem);
  const needOf = new Map(problem.needs.map((need) => [need.id, need]));
  const isSettled = ({ doctor, need }: RosterSeat) =>
    need === null || !look.couldFill(look.doctor(doctor), needOf.get(need)!);
  const filled = grouped(roster, ({ need }) => need ?? '');
  const mending: Problem = {
    ...without(problem, doctorId, slots),
    needs: problem.needs.flatMap((need) => {
      const doctors = filled.get(need.id)?.length ?? 0;
      return doctors > 0 ? [{ ...need, doctors, expected: (need.expected / need.doctors) * doctors }] : [];
    }),
    locked: [...problem.locked.filter((seat) => !leaves(seat)), ...standing.filter(isSettled).map(seatOf)],
    weights: {
      ...problem.weights,
      changes: Math.max(problem.weights.changes, moving * problem.weights.uncovered),
    },
    published: standing.map(seatOf),
  };
  const near = problem.doctors.filter(
    ({ id, outlets: weighed }) => id !== doctorId && weighed.some((outlet) => outlets.has(outlet)),
  );
  const freed = {
    doctors: new Set(near.map(({ id }) => id)),
    slots: new Set(left.map(({ slot }) => slot)),
  };
  return { part: partOf(mending, standing, freed), freed, standing };
}

const seatOf = ({ doctor, outlet, slot }: RosterSeat): Seat => ({ doctor, outlet, slot });
