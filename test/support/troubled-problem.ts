import { Dice } from '../../src/demo/dice.js';
import type { Problem } from '../../src/rostering/problem/problem.js';
import { greedyRoster } from '../../src/rostering/solver/greedy.js';
import { inventProblem } from './roster-problems.js';

/** A town with some seats locked, sensibly or not, and some published. */
export function troubled(seed: number, size: Parameters<typeof inventProblem>[0]): Problem {
  const problem = inventProblem(size, seed);
  const dice = new Dice(seed + 1000);
  const roll = () => dice.roll();
  const seats = greedyRoster(problem).map(({ doctor, outlet, slot }) => ({ doctor, outlet, slot }));
  const locked = seats.filter(() => roll() < 0.1);
  if (roll() < 0.3) {
    const [doctor, outlet] = [problem.doctors[0]!, problem.outlets[0]!];
    const slot = problem.slots[Math.floor(roll() * problem.slots.length)]!;
    if (!locked.some((seat) => seat.doctor === doctor.id && seat.slot === slot.id))
      locked.push({ doctor: doctor.id, outlet: outlet.id, slot: slot.id });
  }
  return { ...problem, locked, published: seats.filter(() => roll() < 0.4) };
}
