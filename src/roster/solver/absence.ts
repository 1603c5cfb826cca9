import type { Duty, Problem } from '../problem/problem.js';
import { type Freed, partOf } from './part.js';

/** What is solved anew when a doctor can't come: a small problem, and what stays as it is. */
export interface Absence {
  readonly part: Problem;
  readonly freed: Freed;
  /** The roster without the seats that the doctor leaves. */
  readonly standing: Duty[];
}

/**
 * The part of a roster to be mended when a doctor can't come in some slots: whoever is weighed for the outlets they
 * leave may move in these slots, and every seat that somebody has been told of counts as published.
 */
export function absenceOf(
  problem: Problem,
  roster: readonly Duty[],
  doctorId: string,
  slots: ReadonlySet<string>,
): Absence {
  const leaves = (seat: { doctor: string; slot: string }) => seat.doctor === doctorId && slots.has(seat.slot);
  const left = roster.filter(leaves);
  const outlets = new Set(left.map(({ outlet }) => outlet));
  const standing = roster.filter((duty) => !leaves(duty));
  const without: Problem = {
    ...problem,
    doctors: problem.doctors.map((doctor) =>
      doctor.id === doctorId
        ? { ...doctor, available: doctor.available.filter((slot) => !slots.has(slot)) }
        : doctor,
    ),
    locked: problem.locked.filter((seat) => !leaves(seat)),
    published: standing.map(({ doctor, outlet, slot }) => ({ doctor, outlet, slot })),
  };
  const near = problem.doctors.filter(
    ({ id, outlets: weighed }) => id !== doctorId && weighed.some((outlet) => outlets.has(outlet)),
  );
  const freed = {
    doctors: new Set(near.map(({ id }) => id)),
    slots: new Set(left.map(({ slot }) => slot)),
  };
  return { part: partOf(without, standing, freed), freed, standing };
}
