import { grouped } from './grouped.js';
import { Lookup } from './lookup.js';
import {
  type Cost,
  type RosterSeat,
  type Need,
  type Problem,
  type ProblemDoctor,
  type Seat,
  type Term,
  terms,
} from './problem.js';

/** What one doctor's seats cost, by term and weighted. */
export function costOfDoctor(
  problem: Problem,
  look: Lookup,
  doctor: ProblemDoctor,
  seats: readonly Seat[],
  published: readonly Seat[],
): Record<Term, number> {
  const { weights } = problem;
  const trips = new Map<string, number>();
  const unknown = new Set<string>();
  let [wishes, unsocial] = [0, 0];
  for (const { outlet, slot } of seats) {
    trips.set(`${look.slot(slot).on} ${outlet}`, 2 * look.fromHome(doctor.id, outlet));
    if (!doctor.familiar.includes(outlet)) unknown.add(outlet);
    wishes -= wishScore(doctor, outlet, slot);
    if (look.span(slot).unsocial) unsocial += 1;
  }
  const gone = published.filter(
    (seat) => !seats.some(({ outlet, slot }) => outlet === seat.outlet && slot === seat.slot),
  );
  return {
    uncovered: 0,
    travel: weights.travel * [...trips.values()].reduce((sum, kilometres) => sum + kilometres, 0),
    wishes: weights.wishes * wishes,
    load: weights.load * rising(doctor.ahead.sessions, seats.length),
    unsocial: weights.unsocial * rising(doctor.ahead.unsocial, unsocial),
    continuity: weights.continuity * unknown.size,
    changes: weights.changes * gone.length,
  };
}

/** How much a doctor wants to be there then: the sum of the wishes that speak of it. */
export function wishScore(doctor: ProblemDoctor, outlet: string, slot: string): number {
  return doctor.wishes
    .filter((wish) => (wish.slot ?? slot) === slot && (wish.outlet ?? outlet) === outlet)
    .reduce((sum, { score }) => sum + score, 0);
}

/** What one doctor too few at a need costs before weighing: the fever visits they would see there, at least 1. */
export function worthOf({ expected, doctors }: Need): number {
  return Math.max(1, expected / doctors);
}

/** A whole roster's cost. */
export function costOf(problem: Problem, roster: readonly RosterSeat[]): Cost {
  const look = new Lookup(problem);
  const seats = grouped(roster, ({ doctor }) => doctor);
  const published = grouped(problem.published, ({ doctor }) => doctor);
  const sums = Object.fromEntries(terms.map((term) => [term, 0])) as Record<Term, number>;
  for (const doctor of problem.doctors) {
    const own = costOfDoctor(
      problem,
      look,
      doctor,
      seats.get(doctor.id) ?? [],
      published.get(doctor.id) ?? [],
    );
    for (const term of terms) sums[term] += own[term];
  }
  const filled = new Map<string, number>();
  for (const { need } of roster) if (need !== null) filled.set(need, (filled.get(need) ?? 0) + 1);
  for (const need of problem.needs)
    sums.uncovered += problem.weights.uncovered * worthOf(need) * (need.doctors - (filled.get(need.id) ?? 0));
  return { total: terms.reduce((sum, term) => sum + sums[term], 0), terms: sums };
}

/** The first costs `ahead`, each further one 1 more than the last. */
function rising(ahead: number, count: number): number {
  return count * ahead + (count * (count - 1)) / 2;
}
