import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRoster } from '../../src/rostering/check/check.js';
import { Judging } from '../../src/roster/draft/judging.js';
import { costOf } from '../../src/rostering/problem/cost.js';
import { type Seat, terms } from '../../src/rostering/problem/problem.js';
import { dutiesOf } from '../../src/rostering/problem/seated.js';
import { greedyRoster } from '../../src/rostering/solver/greedy.js';
import { inventProblem } from '../support/roster-problems.js';

const small = { doctors: 12, outlets: 8, days: 4, near: 5, needy: 0.5, free: 0.6 };

/** A small problem, its greedy roster without needs, and a change of some of its seats. */
const cases = fc
  .record({
    seed: fc.integer({ min: 1, max: 400 }),
    take: fc.integer({ min: 0, max: 99 }),
    give: fc.integer({ min: 0, max: 9999 }),
    moves: fc.boolean(),
  })
  .map(({ seed, take, give, moves }) => {
    const problem = inventProblem(small, seed);
    const seats = greedyRoster(problem).map(({ doctor, outlet, slot }): Seat => ({ doctor, outlet, slot }));
    const taken = moves && seats.length > 0 ? [seats[take % seats.length]!] : [];
    const doctor = problem.doctors[give % problem.doctors.length]!.id;
    const outlet = problem.outlets[(give >> 4) % problem.outlets.length]!.id;
    const slot = problem.slots[(give >> 7) % problem.slots.length]!.id;
    const given = seats.some((seat) => seat.doctor === doctor && seat.slot === slot && !taken.includes(seat))
      ? []
      : [{ doctor, outlet, slot }];
    return { problem, seats, change: { taken, given } };
  });

const after = (seats: readonly Seat[], { taken, given }: { taken: Seat[]; given: Seat[] }) => [
  ...seats.filter((seat) => !taken.includes(seat)),
  ...given,
];

describe('A change to a draft', () => {
  it('costs what the whole roster costs more or less', () => {
    fc.assert(
      fc.property(cases, ({ problem, seats, change }) => {
        const cost = (all: readonly Seat[]) => costOf(problem, dutiesOf(problem, all)).terms;
        const [before, then] = [cost(seats), cost(after(seats, change))];
        const judged = new Judging(problem, seats).cost(change);
        for (const term of terms) expect(judged.terms[term]).toBeCloseTo(then[term] - before[term], 6);
        expect(judged.total).toBeCloseTo(
          terms.reduce((sum, term) => sum + judged.terms[term], 0),
          6,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('breaks a rule exactly where the check of the whole roster finds one', () => {
    fc.assert(
      fc.property(cases, ({ problem, seats, change }) => {
        const judging = new Judging(problem, seats);
        const broken = judging.broken(change);
        // Whether a doctor is of use there is no rule of their hours: the check says it of a duty's need.
        const rules = broken.flatMap((one) => one.rules).filter((rule) => rule !== 'scope');
        const checked = checkRoster(problem, dutiesOf(problem, after(seats, change)));
        const found = checked.violations.filter(({ rule }) => rule !== 'needless');
        expect(rules.length > 0).toBe(found.length > 0);
        // Asked again it says the same: judging changes nothing.
        expect(judging.broken(change)).toEqual(broken);
      }),
      { numRuns: 200 },
    );
  });
});
