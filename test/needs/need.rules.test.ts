import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/config/domain/calendar.js';
import { doctorsOn, expectedVisits, needWeekOf, suggestedDoctors } from '../../src/needs/domain/need.js';

const monday = '2022-12-19';

describe('The need of an outlet', () => {
  it('is what was said of the very day, or else of the week', () => {
    const week = needWeekOf([2, ...Array<number>(19).fill(1), 0])!;
    const changes = [{ on: monday, slot: 'morning', doctors: 0 }] as const;
    expect(doctorsOn(week, changes, monday, 'morning')).toBe(0);
    expect(doctorsOn(week, [], monday, 'morning')).toBe(2);
    expect(doctorsOn(week, [], '2022-12-25', 'evening')).toBe(0);
    expect(doctorsOn(week, [], '2022-12-25', 'afternoon')).toBe(1);
  });

  it.each([
    [Array<number>(20).fill(1)],
    [Array<number>(22).fill(1)],
    [[10, ...Array<number>(20).fill(1)]],
    [[-1, ...Array<number>(20).fill(1)]],
    [[NaN, ...Array<number>(20).fill(1)]],
  ])('is no week of %j', (doctors) => {
    expect(needWeekOf(doctors)).toBeUndefined();
  });
});

describe('What is expected', () => {
  const mornings = (...visits: number[]) =>
    visits.map(
      (count, i) => ({ on: addDays(monday, -7 * (i + 1)), slot: 'morning', visits: count }) as const,
    );

  it('weighs the last week most: 40, 30, 20 and 10 visits make 30', () => {
    expect(expectedVisits(mornings(40, 30, 20, 10), monday)[0]).toBe(30);
  });

  it('leaves out days on which the outlet saw nobody', () => {
    expect(expectedVisits(mornings(0, 30), monday)[0]).toBe(30);
    expect(expectedVisits([], monday)).toEqual(Array(21).fill(0));
  });

  it('counts a slot in which nobody came on a day on which somebody did', () => {
    const history = [...mornings(12), { on: addDays(monday, -7), slot: 'evening', visits: 0 } as const];
    expect(expectedVisits(history, monday)[14]).toBe(0);
  });

  it.each([
    [0, 0],
    [5, 0],
    [5.1, 1],
    [20, 1],
    [25, 1],
    [25.1, 2],
    [45.1, 3],
    [1000, 9],
  ])('%d visits suggest %d doctors who see 20 each', (visits, doctors) => {
    expect(suggestedDoctors(visits, 20)).toBe(doctors);
  });
});
