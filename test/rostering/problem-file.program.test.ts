import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemSchema } from '../../src/rostering/problem/problem.schema.js';
import { FileBroken, readProblem, readRoster } from '../../src/rostering/problem/problem-file.js';
import { startSearch } from '../../src/rostering/solver/search.js';
import type { Progress } from '../../src/rostering/solver/solve.js';
import { inventProblem } from '../support/roster-problems.js';
import { tinyProblem } from '../support/tiny-roster.js';

/** A problem before it is known to be one. */
interface Draft {
  [part: string]: unknown;
  slots: [Record<string, unknown>];
  outlets: unknown[];
  doctors: [{ home: string; available: string[] }];
  needs: [Record<string, unknown>];
  distances: Record<string, unknown>;
  weights: Record<string, unknown>;
  locked: unknown[];
}

const good = () =>
  JSON.parse(
    JSON.stringify(tinyProblem({ doctors: { chen: {} }, needs: { east: { '2022-12-19 am': 9 } } })),
  ) as Draft;

/** What is said of a good problem with one thing made wrong. */
function faults(spoil: (problem: Draft) => void): readonly string[] {
  const problem = good();
  spoil(problem);
  try {
    readProblem(JSON.stringify(problem));
  } catch (error) {
    return (error as FileBroken).faults;
  }
  return [];
}

describe('A problem file', () => {
  it('has the shape that docs/roster-problem.schema.json describes', () => {
    const written: unknown = JSON.parse(readFileSync('docs/roster-problem.schema.json', 'utf8'));
    expect(written).toEqual(problemSchema);
    expect(faults(() => undefined)).toEqual([]);
  });

  it.each([
    ['a missing part', (p: Draft) => delete p.limits, "/: must have required property 'limits'"],
    ['a part too many', (p: Draft) => (p.extra = 1), '/: must NOT have additional properties (extra)'],
    ['a wrong kind', (p: Draft) => (p.needs[0].doctors = 'one'), '/needs/0/doctors: must be integer'],
    ['no such day', (p: Draft) => (p.slots[0].on = '2023-02-29'), '/slots/0/on: must match format "date"'],
    [
      'no offset',
      (p: Draft) => (p.slots[0].from = '2022-12-19T08:30:00'),
      '/slots/0/from: must match format "date-time"',
    ],
    [
      'an end before its start',
      (p: Draft) => (p.slots[0].to = p.slots[0].from),
      '/slots/0/to: not after "from"',
    ],
    ['a negative weight', (p: Draft) => (p.weights.travel = -1), '/weights/travel: must be >= 0'],
    ['an unknown home', (p: Draft) => (p.doctors[0].home = 'H9'), '/doctors/0/home: no home "H9"'],
    [
      'an unknown slot',
      (p: Draft) => (p.doctors[0].available[0] = 'never'),
      '/doctors/0/available/0: no slot "never"',
    ],
    ['a doubled key', (p: Draft) => p.outlets.push(p.outlets[0]), '/outlets/1/id: "east" stands twice'],
    [
      'no way there',
      (p: Draft) => (p.distances.fromHome = {}),
      '/distances/fromHome/chen/east: no distance, but the doctor may be sent there',
    ],
    [
      'a lock on nobody',
      (p: Draft) => p.locked.push({ doctor: 'liu', outlet: 'east', slot: '2022-12-19 am' }),
      '/locked/0/doctor: no doctor "liu"',
    ],
  ])('with %s is refused with its path and reason', (_what, spoil, fault) => {
    expect(faults(spoil)).toContain(fault);
  });

  it('that is no JSON is refused, and so is a roster without duties', () => {
    expect(() => readProblem('{')).toThrow(/^\/: not JSON/);
    expect(() => readRoster('{"roster":[{"doctor":"chen"}]}')).toThrow(
      "/roster/0: must have required property 'outlet'",
    );
  });
});

describe('A search beside everything else', () => {
  it('tells how it stands, and ends with the best it has when it is stopped', async () => {
    const problem = inventProblem({ doctors: 60, outlets: 60, days: 7, near: 8, needy: 0.4, free: 0.6 }, 3);
    const told: Progress[] = [];
    const search = startSearch(problem, { seconds: 60, gap: 0 }, (progress) => {
      told.push(progress);
      search.stop();
    });
    const found = await search.found;
    expect(told[0]!.best).toBeGreaterThanOrEqual(found.cost.total);
    expect(found.status).toBe('in-time');
    expect(found.roster.length).toBeGreaterThan(0);
  }, 30_000);

  it('says so when it breaks down', async () => {
    const broken = {
      ...tinyProblem({ doctors: { chen: {} }, needs: { east: {} } }),
      needs: undefined,
    } as never;
    await expect(startSearch(broken, { seconds: 1, gap: 0 }, () => undefined).found).rejects.toThrow();
  });
});
