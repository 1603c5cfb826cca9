import { describe, expect, it } from 'vitest';
import { checkRoster } from '../../src/rostering/check/check.js';
import type { RosterSeat, Problem } from '../../src/rostering/problem/problem.js';
import { absenceOf } from '../../src/rostering/solver/absence.js';
import { greedyRoster } from '../../src/rostering/solver/greedy.js';
import { joined } from '../../src/rostering/solver/part.js';
import { solve } from '../../src/rostering/solver/solve.js';
import { inventProblem } from '../support/roster-problems.js';
import { tinyProblem } from '../support/tiny-roster.js';

const morning = '2022-12-19 am';
const unwatched = { tell: () => undefined, stopped: () => false };

async function mended(
  problem: Problem,
  roster: readonly RosterSeat[],
  doctor: string,
  slots: readonly string[],
) {
  const { part, freed, standing } = absenceOf(problem, roster, doctor, new Set(slots));
  const { roster: found } = await solve(part, { seconds: 5, gap: 0 }, unwatched);
  return joined(standing, freed, found);
}

describe('When a doctor can’t come', () => {
  it('others take what they leave, every rule is kept, and all else stays', async () => {
    for (let seed = 1; seed <= 15; seed += 1) {
      const problem = inventProblem(
        { doctors: 14, outlets: 8, days: 7, near: 5, needy: 0.3, free: 0.6 },
        seed,
      );
      const roster = greedyRoster(problem);
      const ill = roster[0]!.doctor;
      const slots = problem.slots.slice(0, 12).map(({ id }) => id);
      const next = await mended(problem, roster, ill, slots);
      const { violations } = checkRoster(problem, next);
      expect(violations, `seed ${seed}`).toEqual([]);
      expect(next.filter(({ doctor, slot }) => doctor === ill && slots.includes(slot))).toEqual([]);
      const left = roster.filter(({ doctor, slot }) => doctor === ill && slots.includes(slot));
      const others = roster.filter(({ slot }) => !left.some((seat) => seat.slot === slot));
      expect(next).toEqual(expect.arrayContaining(others));
      const cost = (all: readonly RosterSeat[]) => checkRoster(problem, all).cost.terms.uncovered;
      expect(cost(next)).toBeLessThanOrEqual(cost(roster.filter((duty) => !left.includes(duty))));
    }
  }, 60_000);

  it('somebody free goes rather than somebody who would have to leave another place', async () => {
    const problem = tinyProblem({
      doctors: { chen: {}, liu: { far: { east: 2 } }, xu: { far: { east: 9 } } },
      needs: { east: { [morning]: 30 }, west: { [morning]: 30 } },
    });
    const seat = (doctor: string, outlet: string): RosterSeat => ({
      doctor,
      outlet,
      slot: morning,
      need: `${outlet} ${morning}`,
    });
    const next = await mended(problem, [seat('chen', 'east'), seat('liu', 'west')], 'chen', [morning]);
    expect(next).toEqual([seat('liu', 'west'), seat('xu', 'east')]);
  });

  it('is no new proposal: what nobody came to stays empty, who came without need stays, nobody moves to save a way', async () => {
    const problem = tinyProblem({
      doctors: { chen: {}, liu: { far: { east: 1, west: 40, north: 1 } }, xu: {}, zhou: {} },
      needs: { east: { [morning]: 30 }, west: { [morning]: 30 }, north: { [morning]: 30 } },
    });
    const seat = (
      doctor: string,
      outlet: string,
      need: string | null = `${outlet} ${morning}`,
    ): RosterSeat => ({
      doctor,
      outlet,
      slot: morning,
      need,
    });
    // Nobody comes to the north; Xu is at the west although one is enough.
    const roster = [seat('chen', 'east'), seat('liu', 'west'), seat('xu', 'west', null)];
    const next = await mended(problem, roster, 'chen', [morning]);
    const places = next.map(({ doctor, outlet }) => `${doctor} ${outlet}`).sort();
    expect(places).toEqual(['liu west', 'xu west', 'zhou east']);
  });

  it('a locked seat of theirs is left too', async () => {
    const problem = tinyProblem(
      { doctors: { chen: {} }, needs: { east: { [morning]: 30 } } },
      { locked: [{ doctor: 'chen', outlet: 'east', slot: morning }] },
    );
    expect(await mended(problem, greedyRoster(problem), 'chen', [morning])).toEqual([]);
  });
});
