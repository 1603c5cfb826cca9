import { daysBetween } from '../../src/config/domain/calendar.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLent,
  type Saying,
  saidOf,
  saidOn,
  sayings,
  unsaid,
  weekOfSayings,
} from '../../src/doctors/domain/availability.js';
import { slots } from '../../src/network/domain/opening-hours.js';

const monday = '2022-12-19';

describe('A week that a doctor says', () => {
  it('says of every slot what was said of it', () => {
    const week = fc.array(fc.constantFrom(...sayings), { minLength: 21, maxLength: 21 });
    fc.assert(
      fc.property(week, (said: Saying[]) => {
        const written = weekOfSayings(said)!;
        const read = daysBetween(monday, '2022-12-25').flatMap((_, weekday) =>
          slots.map((slot) => saidOf(written, weekday, slot)),
        );
        expect(read).toEqual(said);
      }),
    );
  });

  it('of 20 or 22 sayings is no week', () => {
    expect(weekOfSayings(Array<Saying>(20).fill('can'))).toBeUndefined();
    expect(weekOfSayings(Array<Saying>(22).fill('can'))).toBeUndefined();
  });

  it('gives way to what is said of the very day', () => {
    const otherwise = [{ on: monday, slot: 'morning', says: 'cannot' }] as const;
    expect(saidOn(unsaid.week, otherwise, monday, 'morning')).toBe('cannot');
    expect(saidOn(unsaid.week, otherwise, monday, 'afternoon')).toBe('can');
    expect(saidOn(unsaid.week, otherwise, '2022-12-26', 'morning')).toBe('can');
  });

  it('is weekdays, mornings and afternoons, until the doctor has said anything', () => {
    const said = (on: string) => slots.map((slot) => saidOn(unsaid.week, [], on, slot));
    expect(said(monday)).toEqual(['can', 'can', 'cannot']);
    expect(said('2022-12-24')).toEqual(['cannot', 'cannot', 'cannot']);
  });
});

describe('A doctor', () => {
  it.each([
    [undefined, true],
    [{ lent: true, from: null, until: null }, true],
    [{ lent: false, from: null, until: null }, false],
    [{ lent: true, from: monday, until: monday }, true],
    [{ lent: true, from: '2022-12-20', until: null }, false],
    [{ lent: true, from: null, until: '2022-12-18' }, false],
  ])('of whom the hospital says %j is lent on the day: %s', (lending, lent) => {
    expect(isLent(lending, monday)).toBe(lent);
  });
});
