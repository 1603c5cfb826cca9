import { describe, expect, it } from 'vitest';
import type { Problem, Term } from '../../src/rostering/problem/problem.js';
import { solve } from '../../src/rostering/solver/solve.js';
import { plainWeights } from '../support/roster-problems.js';
import { tinyProblem } from '../support/tiny-roster.js';

const mon = { am: '2022-12-19 am', pm: '2022-12-19 pm', eve: '2022-12-19 eve' };
const tue = { am: '2022-12-20 am', eve: '2022-12-20 eve' };

/** Who sits where, as `doctor outlet slot`, when a term weighs so much and each other what the test says. */
async function seats(problem: Problem, term: Term, weight: number): Promise<string[]> {
  const weights = { ...problem.weights, [term]: weight };
  const { roster } = await solve(
    { ...problem, weights },
    { seconds: 10, gap: 0 },
    { tell: () => undefined, stopped: () => false },
  );
  return roster.map(({ doctor, outlet, slot }) => `${doctor} ${outlet} ${slot}`).sort();
}

const only = (weights: Partial<Record<Term, number>>) => ({
  weights: {
    ...Object.fromEntries(Object.keys(plainWeights).map((term) => [term, 0])),
    ...weights,
  } as Problem['weights'],
});

describe('Turning a weight up', () => {
  it('uncovered: a far hot spot is worth the way', async () => {
    const problem = tinyProblem(
      {
        doctors: { chen: { far: { near: 1, hot: 30 } } },
        needs: { near: { [mon.am]: 10 }, hot: { [mon.am]: 40 } },
      },
      only({ travel: 10 }),
    );
    expect(await seats(problem, 'uncovered', 3)).toEqual([`chen near ${mon.am}`]);
    expect(await seats(problem, 'uncovered', 100)).toEqual([`chen hot ${mon.am}`]);
  });

  it('travel: the nearer doctor goes, though the other would like to', async () => {
    const problem = tinyProblem(
      {
        doctors: {
          chen: { far: { east: 20 }, wishes: [{ outlet: 'east', score: 1 }] },
          liu: { far: { east: 2 } },
        },
        needs: { east: { [mon.am]: 10 } },
      },
      only({ uncovered: 100, wishes: 10 }),
    );
    expect(await seats(problem, 'travel', 0.1)).toEqual([`chen east ${mon.am}`]);
    expect(await seats(problem, 'travel', 1)).toEqual([`liu east ${mon.am}`]);
  });

  it('travel: one outlet all day rather than two', async () => {
    const problem = tinyProblem(
      {
        doctors: {
          chen: { wishes: [{ outlet: 'west', slot: mon.pm, score: 1 }] },
          liu: { wishes: [{ outlet: 'east', slot: mon.pm, score: 1 }] },
        },
        needs: { east: { [mon.am]: 10, [mon.pm]: 10 }, west: { [mon.am]: 10, [mon.pm]: 10 } },
      },
      {
        ...only({ uncovered: 100, wishes: 3 }),
        locked: [
          { doctor: 'chen', outlet: 'east', slot: mon.am },
          { doctor: 'liu', outlet: 'west', slot: mon.am },
        ],
      },
    );
    expect(await seats(problem, 'travel', 0.1)).toContain(`chen west ${mon.pm}`);
    expect(await seats(problem, 'travel', 10)).toContain(`chen east ${mon.pm}`);
  });

  it('wishes: who would rather not is spared', async () => {
    const problem = tinyProblem(
      {
        doctors: {
          chen: { far: { east: 1 }, wishes: [{ slot: mon.am, score: -1 }] },
          liu: { far: { east: 5 } },
        },
        needs: { east: { [mon.am]: 10 } },
      },
      only({ uncovered: 100, travel: 1 }),
    );
    expect(await seats(problem, 'wishes', 1)).toEqual([`chen east ${mon.am}`]);
    expect(await seats(problem, 'wishes', 20)).toEqual([`liu east ${mon.am}`]);
  });

  it('load: two sessions go to two doctors', async () => {
    const problem = tinyProblem(
      {
        doctors: { chen: { far: { east: 1 } }, liu: { far: { east: 5 } } },
        needs: { east: { [mon.am]: 10, [tue.am]: 10 } },
      },
      only({ uncovered: 100, travel: 1 }),
    );
    expect(await seats(problem, 'load', 0)).toEqual([`chen east ${mon.am}`, `chen east ${tue.am}`]);
    expect((await seats(problem, 'load', 20)).map((seat) => seat.split(' ')[0])).toEqual(['chen', 'liu']);
  });

  it('load: who is ahead from the weeks before rests', async () => {
    const problem = tinyProblem(
      {
        doctors: {
          chen: { far: { east: 1 }, ahead: { sessions: 4, unsocial: 0 } },
          liu: { far: { east: 5 } },
        },
        needs: { east: { [mon.am]: 10 } },
      },
      only({ uncovered: 100, travel: 1 }),
    );
    expect(await seats(problem, 'load', 1)).toEqual([`chen east ${mon.am}`]);
    expect(await seats(problem, 'load', 3)).toEqual([`liu east ${mon.am}`]);
  });

  it('unsocial: two evenings go to two doctors', async () => {
    const problem = tinyProblem(
      {
        doctors: { chen: { far: { east: 1 } }, liu: { far: { east: 5 } } },
        needs: { east: { [mon.eve]: 10, [tue.eve]: 10 } },
      },
      only({ uncovered: 100, travel: 1 }),
    );
    expect(await seats(problem, 'unsocial', 0)).toEqual([`chen east ${mon.eve}`, `chen east ${tue.eve}`]);
    expect((await seats(problem, 'unsocial', 20)).map((seat) => seat.split(' ')[0])).toEqual(['chen', 'liu']);
  });

  it('continuity: the doctor whom the outlet knows comes again', async () => {
    const problem = tinyProblem(
      {
        doctors: { chen: { far: { east: 1 }, familiar: [] }, liu: { far: { east: 5 } } },
        needs: { east: { [mon.am]: 10 } },
      },
      only({ uncovered: 100, travel: 1 }),
    );
    expect(await seats(problem, 'continuity', 1)).toEqual([`chen east ${mon.am}`]);
    expect(await seats(problem, 'continuity', 20)).toEqual([`liu east ${mon.am}`]);
  });

  it('changes: what was published stays', async () => {
    const problem = tinyProblem(
      {
        doctors: { chen: { far: { east: 1 } }, liu: { far: { east: 5 } } },
        needs: { east: { [mon.am]: 10 } },
      },
      {
        ...only({ uncovered: 100, travel: 1 }),
        published: [{ doctor: 'liu', outlet: 'east', slot: mon.am }],
      },
    );
    expect(await seats(problem, 'changes', 1)).toEqual([`chen east ${mon.am}`]);
    expect(await seats(problem, 'changes', 20)).toEqual([`liu east ${mon.am}`]);
  });
});
