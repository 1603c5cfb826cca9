import { grouped, keyOf } from '../problem/grouped.js';
import { Placement } from '../problem/placement.js';
import type { RosterSeat, Need, Problem, ProblemDoctor } from '../problem/problem.js';

/**
 * The roster a hurried officer would make: the most needed session first, each filled with the nearest doctor who
 * may go. It is where the solver starts, and what it is measured against.
 * @param leanings duties that are tried before all others, in this order
 */
export function greedyRoster(problem: Problem, leanings: readonly RosterSeat[] = []): RosterSeat[] {
  const placement = new Placement(problem);
  const roster: RosterSeat[] = [];
  const sit = (duty: RosterSeat) => {
    placement.place(duty);
    roster.push(duty);
  };
  const needsAt = grouped(problem.needs, ({ outlet, slot }) => keyOf(outlet, slot));
  for (const seat of problem.locked) {
    const { scopes } = placement.look.doctor(seat.doctor);
    const need = needsAt
      .get(keyOf(seat.outlet, seat.slot))
      ?.find((one) => placement.lacks(one) > 0 && scopes.includes(one.scope));
    sit({ ...seat, need: need?.id ?? null });
  }
  const needs = new Map(problem.needs.map((need) => [need.id, need]));
  for (const duty of leanings) {
    const need = needs.get(duty.need!)!;
    if (placement.lacks(need) > 0 && placement.allows(placement.look.doctor(duty.doctor), need)) sit(duty);
  }
  const near = nearestByOutlet(problem);
  const byWorth = [...problem.needs].sort((a, b) => b.expected / b.doctors - a.expected / a.doctors);
  for (const need of byWorth) {
    for (const doctor of near.get(need.outlet) ?? []) {
      if (placement.lacks(need) <= 0) break;
      if (!placement.allows(doctor, need)) continue;
      sit({ doctor: doctor.id, outlet: need.outlet, slot: need.slot, need: need.id });
    }
  }
  return roster;
}

/** The doctors who are weighed for each outlet, the nearest first. */
function nearestByOutlet(problem: Problem): Map<Need['outlet'], ProblemDoctor[]> {
  const near = new Map<string, ProblemDoctor[]>();
  for (const doctor of problem.doctors) {
    for (const outlet of doctor.outlets) {
      const doctors = near.get(outlet);
      if (doctors) doctors.push(doctor);
      else near.set(outlet, [doctor]);
    }
  }
  const { fromHome } = problem.distances;
  for (const [outlet, doctors] of near)
    doctors.sort((a, b) => fromHome[a.id]![outlet]! - fromHome[b.id]![outlet]!);
  return near;
}
