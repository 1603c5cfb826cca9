import { describe, expect, it } from 'vitest';
import { addDays, ageInDays, type Day } from '../../src/config/domain/calendar.js';
import { shareOf } from '../../src/insight/domain/interval.js';
import { expectationOf, type Ripened, settledAfterDays } from '../../src/insight/domain/ripening.js';

/** A dice that always falls alike (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe('The interval of a share', () => {
  // Wilson 1927, by the calculator of the text-books.
  it.each([
    [81, 263, 0.255, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [29, 29, 0.883, 1],
  ])('%s of %s', (numerator, denominator, low, high) => {
    const share = shareOf(numerator, denominator)!;
    expect(share.low).toBeCloseTo(low, 3);
    expect(share.high).toBeCloseTo(high, 3);
  });
  it('of nobody there is none', () => expect(shareOf(0, 0)).toBeUndefined());
});

/** A year of illnesses: weeks of 20 to 200, each week kept away a little more or less often than others. */
function year(seed: number): Ripened[] {
  const roll = dice(seed);
  const all: Ripened[] = [];
  for (let week = 0; week < 60; week++) {
    const share = 0.75 + 0.08 * (roll() - 0.5);
    const many = 20 + Math.floor(roll() * 180);
    for (let n = 0; n < many; n++) {
      const startedOn = addDays('2022-01-03', week * 7 + Math.floor(roll() * 7));
      const kept = roll() < share;
      // Kept away is known after three to seven days by a call, else after eight; what failed, soon.
      const called = 3 + Math.floor(roll() * 5);
      const knownAfter = kept ? (roll() < 0.4 ? called : 8) : Math.floor(roll() ** 2 * 6);
      all.push({ startedOn, kept, knownAfter });
    }
  }
  return all;
}

/** What is known of the last days on a day, and what they come to later. */
function onDay(all: readonly Ripened[], today: Day) {
  const young = all.filter(
    ({ startedOn }) => startedOn > addDays(today, -settledAfterDays) && startedOn <= today,
  );
  const age = ({ startedOn }: Ripened) => ageInDays(startedOn, today);
  const known = young.filter((one) => one.knownAfter <= age(one));
  const open = Array.from(
    { length: settledAfterDays },
    (_, days) => young.filter((one) => age(one) === days && one.knownAfter > days).length,
  );
  const kept = known.filter((one) => one.kept).length;
  const former = all.filter(
    ({ startedOn }) =>
      startedOn <= addDays(today, -settledAfterDays) && startedOn > addDays(today, -settledAfterDays - 56),
  );
  return {
    now: { kept, others: known.length - kept, open },
    former,
    truth: young.filter((one) => one.kept).length / young.length,
  };
}

describe('The week that is not settled', () => {
  it('over five years of weeks that ripen is expected where it comes to in 90 to 99 of 100', () => {
    let [held, asked] = [0, 0];
    const widths: number[] = [];
    for (const seed of [1, 2, 3, 4, 5]) {
      const all = year(seed);
      for (let week = 10; week < 60; week++) {
        const today = addDays('2022-01-03', week * 7 + (week % 7));
        const { now, former, truth } = onDay(all, today);
        const { expected, least, most } = expectationOf(now, former, today)!;
        expect(truth).toBeGreaterThanOrEqual(least);
        expect(truth).toBeLessThanOrEqual(most);
        asked++;
        if (expected!.low <= truth && truth <= expected!.high) held++;
        widths.push(expected!.high - expected!.low);
      }
    }
    const share = held / asked;
    expect({ asked, share, in: share >= 0.9 && share <= 0.99 }).toEqual({ asked: 250, share, in: true });
    // An interval that says nothing would hold always.
    expect(widths.reduce((sum, one) => sum + one, 0) / widths.length).toBeLessThan(0.2);
  });

  it('does not fall merely because time has not passed: what began today changes the expectation little', () => {
    const former = year(7).slice(0, 400);
    const today = addDays(former.at(-1)!.startedOn, settledAfterDays);
    const before = expectationOf({ kept: 40, others: 10, open: [0, 0, 0, 0, 0, 0, 0, 0] }, former, today)!;
    const after = expectationOf({ kept: 40, others: 10, open: [200, 0, 0, 0, 0, 0, 0, 0] }, former, today)!;
    expect(before.expected!.rate).toBe(0.8);
    expect(after.expected!.rate).toBeGreaterThan(0.6);
    expect(after.least).toBeLessThan(0.2);
    expect(after.most).toBeGreaterThan(0.9);
  });

  it('has bounds and no expectation while nothing has ripened, and nothing where nobody fell ill', () => {
    const now = { kept: 1, others: 1, open: [2] };
    expect(expectationOf(now, [], '2022-12-19')).toEqual({ least: 0.25, most: 0.75 });
    expect(expectationOf({ kept: 0, others: 0, open: [] }, [], '2022-12-19')).toBeUndefined();
  });
});
