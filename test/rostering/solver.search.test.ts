import { describe, expect, it } from 'vitest';
import { checkRoster } from '../../src/rostering/check/check.js';
import { readProblem } from '../../src/rostering/problem/problem-file.js';
import { greedyRoster } from '../../src/rostering/solver/greedy.js';
import { joined, partOf } from '../../src/rostering/solver/part.js';
import { solve } from '../../src/rostering/solver/solve.js';
import { inventProblem } from '../support/roster-problems.js';
import { troubled } from '../support/troubled-problem.js';

const unwatched = { tell: () => undefined, stopped: () => false };

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
