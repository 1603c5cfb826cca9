import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/config/domain/calendar.js';
import { canConfirm } from '../../src/episodes/domain/diversion.js';
import { risks } from '../../src/episodes/domain/colour.js';
import {
  endsEpisode,
  followUpPlan,
  longestDays,
  nextContact,
  saysAttended,
  saysKeptAway,
} from '../../src/episodes/domain/follow-up-plan.js';

const started = '2022-12-10';

/** The days on which somebody is called who is never well, each call made on its day. */
function contacts(risk: (typeof risks)[number]): number[] {
  const days: string[] = [];
  let next: string | undefined = followUpPlan(started, risk, 'self-care', true)[0]!.dueOn;
  while (next) {
    days.push(next);
    next = nextContact(next, risk, started);
  }
  return days.map((day) => (Date.parse(day) - Date.parse(started)) / 86_400_000);
}

describe('The contacts after a visit (FIELD, section 3.7)', () => {
  it('are never more than three days apart, red daily, until 28 days have gone by', () => {
    for (const risk of risks) {
      const days = contacts(risk);
      const gaps = days.map((day, i) => day - (days[i - 1] ?? 0));
      expect(Math.max(...gaps)).toBe(risk === 'red' ? 1 : 3);
      expect(days.at(-1)).toBeLessThanOrEqual(longestDays);
      expect(days.at(-1)! + Math.max(...gaps)).toBeGreaterThan(longestDays - 1);
    }
    expect(contacts('yellow').slice(0, 3)).toEqual([1, 4, 7]);
    expect(contacts('green').slice(0, 3)).toEqual([3, 6, 9]);
  });

  it('have a day that can confirm, for each colour', () => {
    for (const risk of risks)
      expect(contacts(risk).some((day) => canConfirm(started, addDays(started, day)))).toBe(true);
  });

  it('are joined by a dated reassessment for whoever is severe and at home', () => {
    const kinds = (level: 'doctor' | 'urgent', atHome: boolean) =>
      followUpPlan(started, 'green', level, atHome).map(({ kind, repeats }) => `${kind} ${repeats}`);
    expect(kinds('urgent', true)).toEqual(['reassessment false', 'call true']);
    expect(kinds('urgent', false)).toEqual(['call true']);
    expect(kinds('doctor', true)).toEqual(['call true']);
  });
});

describe('An outcome', () => {
  it.each([
    ['well', '2022-12-12', false],
    ['well', '2022-12-13', true],
    // Better is not yet well: the fever may come back.
    ['better', '2022-12-20', false],
    ['admitted', '2022-12-11', true],
    ['died', '2022-12-11', true],
    ['refused', '2022-12-11', true],
    ['moved', '2022-12-11', true],
    ['same', '2022-12-17', false],
    ['worse', '2022-12-17', false],
    ['attended', '2022-12-17', false],
    ['unreachable', '2022-12-17', false],
  ] as const)('%s on %s ends the episode: %s', (outcome, on, ends) =>
    expect(endsEpisode(outcome, started, on)).toBe(ends),
  );

  it('of somebody who refused, moved away or died says nothing of a hospital', () => {
    for (const outcome of ['refused', 'moved', 'died', 'unreachable'] as const)
      expect([saysAttended(outcome), saysKeptAway(outcome)]).toEqual([false, false]);
  });
});
