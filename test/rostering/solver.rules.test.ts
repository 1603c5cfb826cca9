import { describe, expect, it } from 'vitest';
import { Dice } from '../../src/demo/dice.js';
import { checkRoster } from '../../src/rostering/check/check.js';
import type { RosterSeat, Problem } from '../../src/rostering/problem/problem.js';
import { readProblem } from '../../src/rostering/problem/problem-file.js';
import { greedyRoster } from '../../src/rostering/solver/greedy.js';
import { joined, partOf } from '../../src/rostering/solver/part.js';
import { solve } from '../../src/rostering/solver/solve.js';
import { inventProblem } from '../support/roster-problems.js';

const unwatched = { tell: () => undefined, stopped: () => false };
const exactly = { seconds: 60, gap: 0 };

/** A town with some seats locked, sensibly or not, and some published. */
function troubled(seed: number, size: Parameters<typeof inventProblem>[0]): Problem {
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

describe('The solver', () => {
  it('agrees with the check on 200 random problems, term by term, and keeps every rule', async () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const size = {
        doctors: 2 + (seed % 5),
        outlets: 2 + (seed % 4),
        days: 7,
        near: 3,
        needy: 0.3,
        free: 0.4,
      };
      const problem = troubled(seed, size);
      const found = await solve(problem, { seconds: 5, gap: 0.001 }, unwatched);
      const checked = checkRoster(problem, found.roster);
      expect(checked.violations, `seed ${seed}`).toEqual([]);
      for (const [term, cost] of Object.entries(checked.cost.terms))
        expect(found.cost.terms[term as keyof typeof found.cost.terms], `seed ${seed} ${term}`).toBeCloseTo(
          cost,
          6,
        );
      expect(found.cost.total).toBeCloseTo(checked.cost.total, 6);
      expect(found.bound).toBeLessThanOrEqual(found.cost.total + 1e-6);
      expect(found.gap).toBeLessThanOrEqual(0.001 + 1e-9);
    }
  }, 180_000);

  it('finds the very best that trying everything finds, on 40 small problems', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const size = { doctors: 2, outlets: 2 + (seed % 2), days: 2, near: 2, needy: 0.5, free: 0.7 };
      const problem = troubled(seed, size);
      const found = await solve(problem, exactly, unwatched);
      expect(found.cost.total, `seed ${seed}`).toBeCloseTo(cheapestOfAll(problem), 6);
      expect(found.status).toBe('best');
    }
  }, 180_000);

  it('starts from a greedy roster that breaks no rule', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const problem = troubled(seed, { doctors: 12, outlets: 10, days: 7, near: 5, needy: 0.4, free: 0.5 });
      expect(checkRoster(problem, greedyRoster(problem)).violations, `seed ${seed}`).toEqual([]);
    }
  });

  it('solves a part so that the whole keeps every rule and costs no more', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const problem = troubled(seed, { doctors: 12, outlets: 10, days: 7, near: 5, needy: 0.4, free: 0.5 });
      const roster = greedyRoster(problem);
      const freed = {
        doctors: new Set(problem.doctors.filter((_, i) => i % 2 === seed % 2).map(({ id }) => id)),
        slots: new Set(problem.slots.filter((_, i) => i % 3 !== seed % 3).map(({ id }) => id)),
      };
      const { roster: found } = await solve(
        partOf(problem, roster, freed),
        { seconds: 5, gap: 0.001 },
        unwatched,
      );
      const next = checkRoster(problem, joined(roster, freed, found));
      expect(next.violations, `seed ${seed}`).toEqual([]);
      expect(next.cost.total).toBeLessThanOrEqual(checkRoster(problem, roster).cost.total + 1e-6);
    }
  }, 60_000);

  it('gives the best so far, with its gap, when it is told to stop', async () => {
    const problem = inventProblem({ doctors: 60, outlets: 60, days: 7, near: 8, needy: 0.4, free: 0.6 }, 3);
    const found = await solve(
      problem,
      { seconds: 60, gap: 0 },
      { tell: () => undefined, stopped: () => true },
    );
    expect(found.status).toBe('in-time');
    expect(found.gap).toBeGreaterThan(0);
    expect(checkRoster(problem, found.roster).violations).toEqual([]);
  });

  it('reads a problem that was written down as the same problem', () => {
    const problem = troubled(5, { doctors: 4, outlets: 4, days: 7, near: 3, needy: 0.3, free: 0.5 });
    expect(readProblem(JSON.stringify(problem))).toEqual(problem);
  });
});

/** Tries every roster: each doctor in each slot stays away or fills one of the needs then. */
function cheapestOfAll(problem: Problem): number {
  const chairs = problem.doctors.flatMap((doctor) =>
    problem.slots.map((slot) => {
      const locked = problem.locked.filter((seat) => seat.doctor === doctor.id && seat.slot === slot.id);
      const duties: RosterSeat[][] = problem.needs
        .filter((need) => need.slot === slot.id && doctor.scopes.includes(need.scope))
        .filter((need) => locked.length === 0 || locked.some(({ outlet }) => outlet === need.outlet))
        .filter(
          (need) =>
            locked.length > 0 || (doctor.available.includes(slot.id) && doctor.outlets.includes(need.outlet)),
        )
        .map((need) => [{ doctor: doctor.id, outlet: need.outlet, slot: slot.id, need: need.id }]);
      return [locked.map((seat): RosterSeat => ({ ...seat, need: null })), ...duties];
    }),
  );
  let least = Infinity;
  function go(i: number, roster: readonly RosterSeat[]): void {
    if (i < chairs.length) {
      for (const choice of chairs[i]!) go(i + 1, [...roster, ...choice]);
      return;
    }
    const { feasible, cost } = checkRoster(problem, roster);
    if (feasible && cost.total < least) least = cost.total;
  }
  go(0, []);
  return least;
}
