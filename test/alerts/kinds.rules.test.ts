import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unusedOf } from '../../src/supply/domain/unused.js';
import {
  type AlertKind,
  alertKinds,
  isNews,
  kindFacts,
  type KindsSince,
  ranked,
  saidSince,
  sinceOf,
} from '../../src/alerts/domain/kinds.js';
import { type Choice, dueAt, paceMs, usualChoice } from '../../src/notices/domain/pace.js';
import { isEasing, type ShelfFacts, shelfKinds } from '../../src/alerts/domain/shelf-kinds.js';

const today = '2022-12-19';
const usual = { low: 100, expiring: 60 };
const shelf = (given: Partial<ShelfFacts> = {}): ShelfFacts => ({
  usable: 30,
  expired: 0,
  recalled: 0,
  level: 20,
  lots: [],
  ...given,
});

describe('Since when an alert’s kind holds', () => {
  const at = (hour: number) => new Date(Date.UTC(2022, 11, 19, hour));

  it('is when it became so: what was low for hours may be out since one', () => {
    const low = sinceOf({}, ['low'], at(1));
    const out = sinceOf(low, ['out', 'low'], at(5));
    const neighbour = sinceOf(out, ['neighbour', 'out', 'low'], at(7));
    const said = (kind: AlertKind, since: KindsSince) => saidSince({ kind, since, openedAt: at(1) });
    expect(said('low', low)).toEqual(at(1));
    expect(said('out', out)).toEqual(at(5));
    // That somebody nearby has plenty changes nothing of how long it is out.
    expect(said('neighbour', neighbour)).toEqual(at(5));
    expect(said('low', sinceOf(neighbour, ['low'], at(9)))).toEqual(at(1));
    // It was low, enough for a while, and is low again.
    expect(said('low', sinceOf(sinceOf(low, ['expiring'], at(2)), ['low'], at(3)))).toEqual(at(3));
    // Of an alert from before this was kept nothing else is known.
    expect(said('out', {})).toEqual(at(1));
  });
});

describe('What is wrong with a shelf', () => {
  it.each<[string, Partial<ShelfFacts>, AlertKind[]]>([
    ['nothing at its level', { usable: 20 }, []],
    ['low below its level', { usable: 19 }, ['low']],
    ['out and low with nothing', { usable: 0 }, ['out', 'low']],
    ['out, although nobody knows a level', { usable: 0, level: null }, ['out']],
    ['nothing where it is not kept', { usable: 0, level: 0 }, []],
    ['out with expired stock alone', { usable: 0, expired: 9 }, ['out', 'expired', 'low']],
    ['recalled stock, beside enough', { recalled: 5 }, ['recalled']],
    [
      'a lot that expires unused',
      { lots: [{ number: 'B1', expiresOn: '2023-01-01', onHand: 5 }] },
      ['expiring'],
    ],
    ['nothing where it expires late', { lots: [{ number: 'B1', expiresOn: '2023-02-18', onHand: 5 }] }, []],
    [
      'nothing where it is used before it expires',
      { lots: [{ number: 'B1', expiresOn: '2023-01-01', onHand: 5 }], aDay: 1 },
      [],
    ],
  ])('is %s', (_, facts, kinds) => expect(shelfKinds(shelf(facts), [], usual, today)).toEqual(kinds));

  it('does not flap: what opened low closes well above its level alone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.integer({ min: -3, max: 3 })),
        (level, steps) => {
          let [was, opened]: [AlertKind[], number] = [[], 0];
          let usable = level;
          for (const step of steps) {
            usable = Math.max(1, usable + step);
            const kinds = shelfKinds(shelf({ usable, level }), was, usual, today);
            if (kinds.includes('low') && !was.includes('low')) {
              opened += 1;
              expect(usable).toBeLessThan(level);
            }
            if (!kinds.includes('low') && was.includes('low'))
              expect(usable).toBeGreaterThanOrEqual(level * 1.1);
            was = kinds;
          }
          // Each time it opens anew it went all the way up and down again.
          const distance = steps.reduce((sum, step) => sum + Math.abs(step), 0);
          expect(opened).toBeLessThanOrEqual(1 + distance / Math.max(1, level * 0.2));
        },
      ),
    );
  });

  it('stays out until a tenth of its level is there', () => {
    const kinds = (usable: number) => shelfKinds(shelf({ usable }), ['out', 'low'], usual, today);
    expect(kinds(1)).toEqual(['out', 'low']);
    expect(kinds(2)).toEqual(['low']);
  });

  it.each<[string, AlertKind[], number, boolean]>([
    ['a shelf that is below its level', ['low'], 19, false],
    ['one at its level again', ['low'], 20, true],
    ['an empty one', ['out', 'low'], 0, false],
    ['one with a few units again', ['out', 'low'], 1, true],
    ['one with a few units and a neighbour that had plenty', ['neighbour', 'out', 'low'], 1, true],
    ['a recalled lot beside enough', ['recalled', 'low'], 20, false],
  ])('is easing or not: %s', (_, kinds, usable, easing) =>
    expect(isEasing(kinds, shelf({ usable }), usual)).toBe(easing),
  );

  it('counts what will expire over all lots, first expired first used', () => {
    const lots = [
      { number: 'A', expiresOn: '2022-12-21', onHand: 10 },
      { number: 'B', expiresOn: '2022-12-28', onHand: 40 },
      { number: 'C', expiresOn: '2024-01-01', onHand: 900 },
    ];
    // Three days at 2 a day use 6 of A; ten days use 20 of the 50.
    expect(unusedOf(lots, 2, today, 60)).toEqual({ units: 30, number: 'A', expiresOn: '2022-12-21' });
    expect(unusedOf(lots, 4, today, 60)).toEqual({ units: 10, number: 'B', expiresOn: '2022-12-28' });
    expect(unusedOf(lots, 5, today, 60)).toBeUndefined();
  });
});

describe('News of an alert', () => {
  it.each<[AlertKind[], AlertKind[], boolean]>([
    [['low'], [], true],
    [['low'], ['low'], false],
    [['out', 'low'], ['low'], true],
    [['recalled', 'out'], ['recalled'], true],
    [['out', 'expiring'], ['out'], false],
    [['low'], ['out', 'low'], false],
    [['unusual', 'expiring'], ['expiring'], true],
  ])('%j, where %j were told: %s', (kinds, told, news) => expect(isNews(kinds, told)).toBe(news));

  it('puts the worst first, without doubles', () => {
    expect(ranked(['expiring', 'low', 'recalled', 'low'])).toEqual(['recalled', 'low', 'expiring']);
  });

  it('has somebody to tell on every rung of every kind', () => {
    for (const kind of alertKinds) expect(kindFacts[kind].ladder.every((rung) => rung.length > 0)).toBe(true);
  });
});

describe('When a mail leaves', () => {
  const zone = 'Asia/Shanghai';
  const at = (text: string) => new Date(`2022-12-${text}:00+08:00`);
  const due = (given: { since: string; last?: string; urgent?: boolean }, choice: Partial<Choice> = {}) =>
    dueAt(
      {
        since: at(given.since),
        lastMailAt: given.last ? at(given.last) : null,
        urgent: given.urgent ?? false,
      },
      { ...usualChoice, ...choice },
      zone,
    );

  it.each([
    ['at once, the first time', { since: '19T09:30' }, {}, '19T09:30'],
    ['ten minutes after the last one', { since: '19T09:35', last: '19T09:30' }, {}, '19T09:40'],
    ['at the hour of the digest', { since: '19T09:30' }, { how: 'digest', digestHour: 18 }, '19T18:00'],
    [
      'the next day, once that hour is past',
      { since: '19T19:00' },
      { how: 'digest', digestHour: 18 },
      '20T18:00',
    ],
    ['at once if urgent', { since: '19T09:30', urgent: true }, { how: 'digest', digestHour: 18 }, '19T09:30'],
    ['after the quiet hours', { since: '19T23:10' }, { quietFrom: 22, quietUntil: 7 }, '20T07:00'],
    ['before they begin', { since: '19T21:59' }, { quietFrom: 22, quietUntil: 7 }, '19T21:59'],
    ['after those of midday', { since: '19T12:30' }, { quietFrom: 12, quietUntil: 14 }, '19T14:00'],
  ] as const)('is %s', (_, given, choice, expected) => expect(due(given, choice)).toEqual(at(expected)));

  it('is never within ten minutes of the last, and never in quiet hours', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const choices = fc.record({
      how: fc.constantFrom('at-once' as const, 'digest' as const),
      digestHour: hour,
      quiet: fc.option(fc.tuple(hour, hour).filter(([from, until]) => from !== until)),
    });
    const instants = fc.date({ min: at('01T00:00'), max: at('31T00:00'), noInvalidDate: true });
    fc.assert(
      fc.property(
        choices,
        instants,
        instants,
        fc.boolean(),
        ({ quiet, ...choice }, since, lastMailAt, urgent) => {
          const [quietFrom, quietUntil] = quiet ?? [null, null];
          const leaves = dueAt({ lastMailAt, since, urgent }, { ...choice, quietFrom, quietUntil }, zone);
          expect(leaves.getTime()).toBeGreaterThanOrEqual(lastMailAt.getTime() + paceMs);
          expect(leaves >= since).toBe(true);
          if (quietFrom === null || quietUntil === null) return;
          const now = (leaves.getUTCHours() + 8) % 24;
          const isQuiet =
            quietFrom < quietUntil
              ? now >= quietFrom && now < quietUntil
              : now >= quietFrom || now < quietUntil;
          expect(isQuiet).toBe(false);
        },
      ),
    );
  });
});
