import { describe, expect, it } from 'vitest';
import { checkRoster } from '../../src/rostering/check/check.js';
import type { Problem, RosterSeat } from '../../src/rostering/problem/problem.js';
import { solve } from '../../src/rostering/solver/solve.js';
import { troubled } from '../support/troubled-problem.js';

const unwatched = { tell: () => undefined, stopped: () => false };
const exactly = { seconds: 60, gap: 0 };

describe('The solver', () => {
  it('finds the very best that trying everything finds, on 40 small problems', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const size = { doctors: 2, outlets: 2 + (seed % 2), days: 2, near: 2, needy: 0.5, free: 0.7 };
      const problem = troubled(seed, size);
      const found = await solve(problem, exactly, unwatched);
      expect(found.cost.total, `seed ${seed}`).toBeCloseTo(cheapestOfAll(problem), 6);
      expect(found.status).toBe('best');
    }
  }, 180_000);
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
