import { describe, expect, it } from 'vitest';
import { checkRoster } from '../../src/rostering/check/check.js';
import { spanOf } from '../../src/rostering/problem/lookup.js';
import { Placement } from '../../src/rostering/problem/placement.js';
import type { RosterSeat, Problem } from '../../src/rostering/problem/problem.js';
import { readProblem } from '../../src/rostering/problem/problem-file.js';
import { solve } from '../../src/rostering/solver/solve.js';
import { caseOf } from '../support/cases.js';
import { plainLimits } from '../support/roster-problems.js';
import { tinyProblem } from '../support/tiny-roster.js';

const mon = { am: '2022-12-19 am', pm: '2022-12-19 pm', eve: '2022-12-19 eve' };
const tue = { am: '2022-12-20 am', pm: '2022-12-20 pm', eve: '2022-12-20 eve' };
const mornings = Array.from({ length: 7 }, (_, i) => `2022-12-${19 + i} am`);
const afternoons = mornings.map((slot) => slot.replace('am', 'pm'));

const sitting = (
  doctor: string,
  outlet: string,
  slot: string,
  need: string | null = `${outlet} ${slot}`,
): RosterSeat => ({
  doctor,
  outlet,
  slot,
  need,
});

/** For each hard rule a problem whose cheapest roster, if the rule did not stand, would be `tempting`. */
const temptations: Record<string, { problem: Problem; tempting: RosterSeat[] }> = {
  'registration-over': {
    problem: tinyProblem({
      doctors: { chen: { registration: { districts: ['town'], until: '2022-12-18' } } },
      needs: { east: { [mon.am]: 30 } },
    }),
    tempting: [sitting('chen', 'east', mon.am)],
  },
  'registration-elsewhere': {
    problem: tinyProblem({
      doctors: { chen: { registration: { districts: ['hills'], until: '2023-12-31' } } },
      needs: { east: { [mon.am]: 30 } },
    }),
    tempting: [sitting('chen', 'east', mon.am)],
  },
  scope: {
    problem: withNeed(tinyProblem({ doctors: { chen: {} }, needs: { east: { [mon.am]: 30 } } }), {
      scope: 'paediatrics',
    }),
    tempting: [sitting('chen', 'east', mon.am)],
  },
  unavailable: {
    problem: tinyProblem({ doctors: { chen: { available: [mon.pm] } }, needs: { east: { [mon.am]: 30 } } }),
    tempting: [sitting('chen', 'east', mon.am)],
  },
  'not-weighed': {
    problem: tinyProblem({ doctors: { chen: { outlets: [] } }, needs: { east: { [mon.am]: 30 } } }),
    tempting: [sitting('chen', 'east', mon.am)],
  },
  'outlet-shut': {
    problem: tinyProblem(
      { doctors: { chen: {} }, needs: { east: { [mon.am]: 30 } } },
      { outlets: [{ id: 'east', name: 'east', district: 'town', shut: [mon.am] }] },
    ),
    tempting: [sitting('chen', 'east', mon.am)],
  },
  clash: {
    problem: tinyProblem({
      doctors: { chen: {} },
      needs: { east: { [mon.am]: 30 }, west: { [mon.am]: 30 } },
    }),
    tempting: [sitting('chen', 'east', mon.am), sitting('chen', 'west', mon.am)],
  },
  travel: {
    // 90 minutes at 20 km/h are 30 km.
    problem: tinyProblem({
      doctors: { chen: {} },
      needs: { east: { [mon.am]: 30 }, west: { [mon.pm]: 30 } },
      between: { east: { west: 30.1 } },
    }),
    tempting: [sitting('chen', 'east', mon.am), sitting('chen', 'west', mon.pm)],
  },
  'rest-hours': {
    // From 21:00 to 08:30 are 11.5 hours.
    problem: tinyProblem(
      { doctors: { chen: {} }, needs: { east: { [mon.eve]: 30, [tue.am]: 30 } } },
      { limits: { ...plainLimits, restHours: 12 } },
    ),
    tempting: [sitting('chen', 'east', mon.eve), sitting('chen', 'east', tue.am)],
  },
  'day-hours': {
    // 10.5 hours, of a day's 8 and at most 2 more.
    problem: tinyProblem(
      {
        doctors: { chen: { overtime: 10 } },
        needs: { east: { [mon.am]: 30, [mon.pm]: 30, [mon.eve]: 30 } },
      },
      { limits: { ...plainLimits, overtimeDayHours: 2 } },
    ),
    tempting: [mon.am, mon.pm, mon.eve].map((slot) => sitting('chen', 'east', slot)),
  },
  'week-hours': {
    problem: tinyProblem({
      doctors: { chen: { mostHours: 7 } },
      needs: { east: { [mon.am]: 30, [tue.am]: 30, [tue.pm]: 30 } },
    }),
    tempting: [mon.am, tue.am, tue.pm].map((slot) => sitting('chen', 'east', slot)),
  },
  'rest-day': {
    problem: tinyProblem({
      doctors: { chen: {} },
      needs: { east: Object.fromEntries(mornings.map((slot) => [slot, 30])) },
    }),
    tempting: mornings.map((slot) => sitting('chen', 'east', slot)),
  },
  overtime: {
    // Six mornings and six afternoons are 45 hours: 5 beyond the week's 40, and 2 may be worked over.
    problem: tinyProblem({
      doctors: { chen: { mostHours: 60, overtime: 2 } },
      needs: { east: Object.fromEntries([...mornings, ...afternoons].map((slot) => [slot, 30])) },
    }),
    tempting: [...mornings.slice(0, 6), ...afternoons.slice(0, 6)].map((slot) =>
      sitting('chen', 'east', slot),
    ),
  },
  'home-keeps': {
    problem: tinyProblem(
      { doctors: { chen: {}, liu: {} }, needs: { east: { [mon.am]: 30 }, west: { [mon.am]: 30 } } },
      { homes: [{ id: 'hospital', name: 'hospital', keeps: { [mon.am]: 1 } }] },
    ),
    tempting: [sitting('chen', 'east', mon.am), sitting('liu', 'west', mon.am)],
  },
  locked: {
    problem: tinyProblem(
      { doctors: { chen: {} }, needs: { east: { [mon.am]: 3 }, west: { [mon.am]: 30 } } },
      { locked: [{ doctor: 'chen', outlet: 'east', slot: mon.am }] },
    ),
    tempting: [sitting('chen', 'west', mon.am)],
  },
  overfilled: {
    problem: tinyProblem(
      {
        doctors: {
          chen: { wishes: [{ outlet: 'east', score: 1 }] },
          liu: { wishes: [{ outlet: 'east', score: 1 }] },
        },
        needs: { east: { [mon.am]: 30 } },
      },
      { weights: { uncovered: 1, travel: 0, wishes: 50, load: 0, unsocial: 0, continuity: 0, changes: 0 } },
    ),
    tempting: [sitting('chen', 'east', mon.am), sitting('liu', 'east', mon.am)],
  },
};

function withNeed(problem: Problem, change: Partial<Problem['needs'][number]>): Problem {
  return { ...problem, needs: problem.needs.map((need) => ({ ...need, ...change })) };
}

const solved = (problem: Problem) =>
  solve(problem, { seconds: 10, gap: 0 }, { tell: () => undefined, stopped: () => false });

describe.each(Object.entries(temptations))('The rule “%s”', (rule, { problem, tempting }) => {
  it('is kept though a roster that breaks it would cost less', async () => {
    const found = await solved(problem);
    const broken = checkRoster(problem, tempting);
    expect(checkRoster(problem, found.roster).violations).toEqual([]);
    expect(broken.cost.total).toBeLessThan(found.cost.total);
  });

  it('is what the check finds in that roster', () => {
    const { feasible, violations } = checkRoster(problem, tempting);
    expect(feasible).toBe(false);
    expect([...new Set(violations.map((violation) => violation.rule))]).toEqual([rule]);
  });
});

/** A lock, or a need that is filled already, is no question of whether a doctor may go. */
const ofDoctors = Object.entries(temptations).filter(([rule]) => !['locked', 'overfilled'].includes(rule));

describe.each(ofDoctors)('The rule “%s”', (rule, { problem, tempting }) => {
  it('is what the board says of the last seat', () => {
    const placement = new Placement(problem);
    const last = tempting.at(-1)!;
    for (const duty of tempting.slice(0, -1)) placement.place(duty);
    const need = problem.needs.find(({ id }) => id === last.need)!;
    expect(placement.obstacles(placement.look.doctor(last.doctor), need)).toEqual([rule]);
  });
});

describe('What breaks no rule', () => {
  const twoSlots = { east: { [mon.am]: 30, [mon.pm]: 30 } };

  it('slots back to back at one outlet are no clash', async () => {
    const problem = tinyProblem({ doctors: { chen: {} }, needs: twoSlots });
    const joined: Problem = {
      ...problem,
      slots: problem.slots.map((slot) =>
        slot.id === mon.pm
          ? { ...slot, from: '2022-12-19T12:00:00+08:00', to: '2022-12-19T16:00:00+08:00' }
          : slot,
      ),
    };
    const { roster } = await solved(joined);
    expect(roster.map(({ slot }) => slot).sort()).toEqual([mon.am, mon.pm]);
    expect(checkRoster(joined, roster).feasible).toBe(true);
  });

  it('locked seats that clash are a fact, and all else is still solved', async () => {
    const problem = tinyProblem(
      {
        doctors: { chen: {}, liu: {} },
        needs: { east: { [mon.am]: 30 }, west: { [mon.am]: 30, [mon.pm]: 9 } },
      },
      {
        locked: [
          { doctor: 'chen', outlet: 'east', slot: mon.am },
          { doctor: 'chen', outlet: 'west', slot: mon.am },
        ],
      },
    );
    const { roster, cost } = await solved(problem);
    expect(checkRoster(problem, roster).violations).toEqual([]);
    expect(cost.terms.uncovered).toBe(0);
  });

  it('needs beyond all doctors stay uncovered, the least needed of them', async () => {
    const problem = tinyProblem({
      doctors: { chen: {} },
      needs: { east: { [mon.am]: 5 }, west: { [mon.am]: 50 }, north: { [mon.am]: 20 } },
    });
    const { roster, status } = await solved(problem);
    expect(roster).toEqual([sitting('chen', 'west', mon.am)]);
    expect(status).toBe('best');
  });

  it('a locked night over the change of the clocks has its true length, and nothing is added that breaks a rule', async () => {
    const problem = readProblem(
      caseOf('roster-locked-unavailable-night-clocks-change.json').toString('utf8'),
    );
    const { roster } = await solved(problem);
    expect(roster.map(({ slot }) => slot)).toContain('n1');
    const added = roster.filter(({ slot }) => slot !== 'n1').map(({ slot }) => slot);
    expect(checkRoster(problem, roster).violations.filter(({ slot }) => added.includes(slot!))).toEqual([]);
    // From 06:00 to 08:30 is no rest; 22:00 to 06:00 were seven hours, for one was skipped.
    const seat = (slot: string) => sitting('a', 'o', slot, `need-${slot}`);
    expect(checkRoster(problem, [seat('n1'), seat('d1')]).violations).toContainEqual(
      expect.objectContaining({ rule: 'rest-hours', slot: 'd1', values: { free: 2.5 } }),
    );
    expect(spanOf(problem.slots.find(({ id }) => id === 'n1')!).hours).toBe(7);
  });

  it('the hour that the clocks skip is neither worked nor rested', () => {
    // In Berlin 2023-03-26 has 23 hours: from Saturday 21:00 to Sunday 08:30 are 10.5 hours, not 11.5.
    const problem = tinyProblem({ doctors: { chen: {} }, needs: { east: {} }, days: 1 });
    const [saturday, sunday] = ['2023-03-25', '2023-03-26'];
    const spring: Problem = {
      ...problem,
      slots: [
        {
          id: 'a',
          on: saturday,
          from: `${saturday}T18:00:00+01:00`,
          to: `${saturday}T21:00:00+01:00`,
          unsocial: true,
        },
        {
          id: 'b',
          on: sunday,
          from: `${sunday}T08:30:00+02:00`,
          to: `${sunday}T12:00:00+02:00`,
          unsocial: true,
        },
      ],
      doctors: problem.doctors.map((doctor) => ({ ...doctor, available: ['a', 'b'] })),
      needs: ['a', 'b'].map((slot) => ({
        id: slot,
        outlet: 'east',
        slot,
        doctors: 1,
        scope: 'general',
        expected: 9,
      })),
    };
    const { violations } = checkRoster(spring, [
      sitting('chen', 'east', 'a', 'a'),
      sitting('chen', 'east', 'b', 'b'),
    ]);
    expect(violations).toEqual([
      { rule: 'rest-hours', doctor: 'chen', outlet: 'east', slot: 'b', values: { free: 10.5 } },
    ]);
  });
});
