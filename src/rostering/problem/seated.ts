import { filledBy } from '../domain/coverage.js';
import { grouped, keyOf } from './grouped.js';
import type { RosterSeat, Problem, Seat } from './problem.js';

/** Seats with the needs they fill: as many as their doctors' scopes allow. Seats that the problem does not know are left out. */
export function dutiesOf(problem: Problem, seats: readonly Seat[]): RosterSeat[] {
  const doctors = new Map(problem.doctors.map((doctor) => [doctor.id, doctor]));
  const outlets = new Set(problem.outlets.map(({ id }) => id));
  const slots = new Set(problem.slots.map(({ id }) => id));
  const needs = grouped(problem.needs, ({ outlet, slot }) => keyOf(outlet, slot));
  const known = seats.filter(
    ({ doctor, outlet, slot }) => doctors.has(doctor) && outlets.has(outlet) && slots.has(slot),
  );
  return [...grouped(known, ({ outlet, slot }) => keyOf(outlet, slot))].flatMap(([key, here]) => {
    const wanted = needs.get(key) ?? [];
    const fills = filledBy(
      wanted,
      here.map(({ doctor }) => doctors.get(doctor)!),
    );
    return here.map(({ doctor, outlet, slot }, i): RosterSeat => {
      const need = fills[i];
      return { doctor, outlet, slot, need: need === undefined ? null : wanted[need]!.id };
    });
  });
}
