import type { Highs } from 'highs';
import { costOf } from '../problem/cost.js';
import { grouped } from '../problem/grouped.js';
import type { RosterSeat, Problem } from '../problem/problem.js';
import { modelOf } from './model.js';
import { type Freed, joined, partOf } from './part.js';
import { runModel } from './run-model.js';

/** Longer than this no part is searched, and nearer than this to its best none need be. */
const partEffort = { seconds: 4, gap: 0.001 };
/** Home hospitals whose doctors are freed together. */
const homesAtOnce = 4;
/** After so many parts in a row in which nothing was better, nothing is likely to be. */
const mostIdle = 40;

/**
 * Improves a roster part by part: frees some seats, solves what could be better among them, and goes on to others.
 * A day at a time moves everybody about; then two days of a week, by turns with the whole week of some hospitals,
 * weigh one day's hours against another's. Ends when told to, or when many parts in a row found nothing more.
 */
export function improve(
  highs: Highs,
  problem: Problem,
  from: readonly RosterSeat[],
  enough: () => boolean,
  better: (roster: RosterSeat[]) => void,
): void {
  let roster = from;
  let cost = costOf(problem, roster).total;
  let idle = 0;
  for (const freed of partsOf(problem)) {
    if (enough() || idle >= mostIdle) return;
    const part = modelOf(partOf(problem, roster, freed));
    const inside = roster.filter(({ doctor }) => freed.doctors.has(doctor));
    const found = runModel(highs, part, inside, partEffort, enough);
    const next = joined(roster, freed, found.roster);
    const saved = cost - costOf(problem, next).total;
    idle = saved > 1e-6 ? 0 : idle + 1;
    if (saved <= 1e-6) continue;
    cost -= saved;
    roster = next;
    better(next);
  }
}

/** Parts without end, the same for the same problem. */
function* partsOf(problem: Problem): Generator<Freed> {
  const everybody = new Set(problem.doctors.map(({ id }) => id));
  const staff = [...grouped(problem.doctors, ({ home }) => home).values()];
  const days = [...grouped(problem.slots, ({ on }) => on).values()].map((slots) => slots.map(({ id }) => id));
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, i) => days.slice(i * 7, i * 7 + 7));

  for (const day of days) yield { doctors: everybody, slots: new Set(day) };
  for (let turn = 0; ; turn += 1) {
    const week = weeks[turn % weeks.length]!;
    // Strides without a common factor with what they stride over, so that every pair has its turn.
    const first = (turn * 3) % week.length;
    const second = (first + 1 + (turn % Math.max(1, week.length - 1))) % week.length;
    yield { doctors: everybody, slots: new Set([...week[first]!, ...week[second]!]) };
    const homes = Array.from({ length: homesAtOnce }, (_, i) => staff[(turn * 5 + i * 7) % staff.length]!);
    yield { doctors: new Set(homes.flat().map(({ id }) => id)), slots: new Set(week.flat()) };
  }
}
