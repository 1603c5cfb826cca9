import { describe, expect, it } from 'vitest';
import { Explaining } from '../../src/roster/board/explaining.js';
import { checkRoster } from '../../src/rostering/check/check.js';
import { Advice } from '../../src/rostering/problem/advice.js';
import { costOf } from '../../src/rostering/problem/cost.js';
import type { RosterSeat } from '../../src/rostering/problem/problem.js';
import { greedyRoster } from '../../src/rostering/solver/greedy.js';
import { inventProblem } from '../support/roster-problems.js';
import { tinyProblem } from '../support/tiny-roster.js';

const morning = '2022-12-19 am';

describe('What stays uncovered', () => {
  it('says which rule excludes how many, the need worth most first', () => {
    const problem = tinyProblem({
      doctors: {
        chen: {},
        liu: { available: [] },
        xu: { registration: { districts: ['hills'], until: '2023-12-31' } },
        zhou: { available: [] },
      },
      needs: { east: { [morning]: 30 }, west: { [morning]: 50 }, north: { [morning]: 9 } },
    });
    const duty: RosterSeat = { doctor: 'chen', outlet: 'west', slot: morning, need: `west ${morning}` };
    const gaps = new Advice(problem, [duty]).gaps();
    expect(
      gaps.map(({ need, lacking, excluded, couldGo }) => [need.outlet, lacking, excluded, couldGo]),
    ).toEqual([
      ['east', 1, { clash: 1, unavailable: 2, 'registration-elsewhere': 1 }, 0],
      ['north', 1, { clash: 1, unavailable: 2, 'registration-elsewhere': 1 }, 0],
    ]);
  });

  it('counts every doctor once, and who could go but does not', () => {
    const problem = inventProblem({ doctors: 20, outlets: 12, days: 7, near: 5, needy: 0.4, free: 0.5 }, 4);
    for (const { excluded, couldGo } of new Advice(problem, greedyRoster(problem)).gaps()) {
      expect(Object.values(excluded).reduce((sum, count) => sum + count, couldGo)).toBe(20);
      expect(couldGo).toBe(0);
    }
  });
});

describe('Who could take a seat', () => {
  it('are the three cheapest, each at the cost that the roster then has', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const problem = inventProblem(
        { doctors: 20, outlets: 12, days: 7, near: 6, needy: 0.4, free: 0.6 },
        seed,
      );
      const roster = greedyRoster(problem);
      const [gone, ...rest] = roster;
      const need = problem.needs.find(({ id }) => id === gone!.need)!;
      const { free } = new Explaining(problem, rest).place(gone!.outlet, gone!.slot);
      // Every doctor who may go there and is of use, by the check and the cost of the whole roster.
      const before = costOf(problem, rest).total;
      const all = problem.doctors
        .filter(({ scopes }) => scopes.includes(need.scope))
        .map(({ id }) => ({ id, next: [...rest, { ...gone!, doctor: id }] }))
        .filter(({ next }) => checkRoster(problem, next).feasible)
        .map(({ id, next }) => ({ id, cost: costOf(problem, next).total - before }));
      expect(all.map(({ id }) => id)).toContain(gone!.doctor);
      const cheapest = all.map(({ cost }) => cost).sort((a, b) => a - b);
      expect(free.length).toBe(Math.min(3, all.length));
      free.forEach(({ doctorId, cost }, rank) => {
        expect(cost.total).toBeCloseTo(all.find(({ id }) => id === doctorId)!.cost, 6);
        expect(cost.total).toBeCloseTo(cheapest[rank]!, 6);
      });
    }
  });
});
