import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiers } from '../../src/facilities/domain/tier.js';
import { bedless, type Candidate, whereTo, whyNot } from '../../src/referrals/domain/where-to.js';
import type { CareNeeded } from '../../src/visits/domain/care-needed.js';
import { levels } from '../../src/triage/domain/level.js';

const now = new Date('2022-12-19T01:30:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3600_000);
const beds = { beds: 10, bedsOccupied: 1, icuBeds: 2, icuOccupied: 0 };
const room = { open: true, accepting: true, reportedAt: hoursAgo(1), ...beds };
const hospital: Candidate = {
  id: 'a',
  name: 'A',
  tier: 'hospital',
  paediatrics: true,
  obstetrics: true,
  capacity: room,
};
const adult: CareNeeded = { level: 'urgent', child: false, pregnant: false };

describe('Where to', () => {
  it.each([
    [{}, adult, undefined],
    [{ tier: 'community' }, adult, 'tier'],
    [{ tier: 'community' }, { ...adult, level: 'doctor' }, undefined],
    [{ tier: 'sub-designated' }, { ...adult, level: 'emergency' }, 'tier'],
    [{ paediatrics: false }, adult, undefined],
    [{ paediatrics: false }, { ...adult, child: true }, 'children'],
    [{ obstetrics: false }, { ...adult, pregnant: true }, 'pregnancy'],
    [{ capacity: undefined }, adult, 'no-figures'],
    [{ capacity: { ...room, reportedAt: hoursAgo(4) } }, adult, undefined],
    [{ capacity: { ...room, reportedAt: new Date(hoursAgo(4).getTime() - 1) } }, adult, 'stale'],
    [{ capacity: { ...room, open: false } }, adult, 'closed'],
    [{ capacity: { ...room, accepting: false } }, adult, 'full'],
    [{ capacity: { ...room, beds: 10, bedsOccupied: 9 } }, adult, undefined],
    [{ capacity: { ...room, beds: 10, bedsOccupied: 10 } }, adult, 'no-bed'],
    [{ capacity: { ...room, beds: 10, bedsOccupied: 10 } }, { ...adult, level: 'doctor' }, undefined],
    [{ capacity: { ...room, beds: 0, bedsOccupied: 0 } }, adult, 'no-bed'],
    [{ capacity: { ...room, beds: null } }, adult, 'beds-unknown'],
    [{ capacity: { ...room, bedsOccupied: undefined } }, adult, 'beds-unknown'],
    [{ capacity: { ...room, beds: null } }, { ...adult, level: 'doctor' }, undefined],
    [{ capacity: { ...room, icuBeds: null } }, adult, undefined],
    [{ capacity: { ...room, icuOccupied: null } }, { ...adult, level: 'emergency' }, 'icu-unknown'],
    [{ capacity: { ...room, icuBeds: 2, icuOccupied: 2 } }, adult, undefined],
    [{ capacity: { ...room, icuBeds: 2, icuOccupied: 2 } }, { ...adult, level: 'emergency' }, 'no-icu'],
  ] as const)('%j for %j: %s', (given, need, why) =>
    expect(whyNot({ ...hospital, ...(given as Partial<Candidate>) }, need, now)).toBe(why),
  );

  it('offers the nearest three that are enough, and names those nearer that are not', () => {
    const names = ['full', 'first', 'community', 'second', 'third', 'fourth'];
    const candidates = names.map((name) => ({
      ...hospital,
      id: name,
      name,
      tier: name === 'community' ? ('community' as const) : hospital.tier,
      capacity: { ...room, accepting: name !== 'full' },
    }));
    const { options, passedOver } = whereTo(candidates, adult, now);
    expect(options.map(({ name }) => name)).toEqual(['first', 'second', 'third']);
    expect(passedOver.map(({ name, why }) => [name, why])).toEqual([
      ['full', 'full'],
      ['community', 'tier'],
    ]);
  });

  it('offers without a bed to whom needs none, and says so', () => {
    const [some, none] = [room, { ...room, bedsOccupied: room.beds }].map((capacity) => ({
      ...hospital,
      capacity,
    }));
    const { options } = whereTo([none!, some!], { ...adult, level: 'doctor' }, now);
    expect(options.map(bedless)).toEqual(['no-bed', undefined]);
    expect(bedless({ capacity: { ...room, beds: null } })).toBe('beds-unknown');
    expect(whereTo([none!, some!], adult, now).options).toEqual([some]);
  });

  it('says where to telephone, nearest first, when only the room is unknown', () => {
    const given: [string, Partial<Candidate>][] = [
      ['no figures', { capacity: undefined }],
      ['community', { tier: 'community', capacity: undefined }],
      ['full', { capacity: { ...room, accepting: false } }],
      ['stale', { capacity: { ...room, reportedAt: hoursAgo(9) } }],
      ['no beds told', { capacity: { ...room, beds: null } }],
      ['no children', { paediatrics: false, capacity: undefined }],
    ];
    const candidates = given.map(([name, one]) => ({ ...hospital, id: name, name, ...one }));
    const asked = (need: CareNeeded) => whereTo(candidates, need, now).toAsk.map(({ name }) => name);
    expect(asked(adult)).toEqual(['no figures', 'stale', 'no beds told', 'no children']);
    expect(asked({ ...adult, child: true })).toEqual(['no figures', 'stale', 'no beds told']);
  });

  it('never offers what is full, closed, stale or unknown', () => {
    const figure = fc.option(fc.integer({ min: 0, max: 5 }));
    const candidate = fc.record({
      id: fc.uuid(),
      name: fc.string(),
      tier: fc.constantFrom(...tiers),
      paediatrics: fc.boolean(),
      obstetrics: fc.boolean(),
      capacity: fc.option(
        fc.record({
          open: fc.boolean(),
          accepting: fc.boolean(),
          beds: figure,
          bedsOccupied: figure,
          icuBeds: figure,
          icuOccupied: figure,
          reportedAt: fc.integer({ min: 0, max: 480 }).map((minutes) => hoursAgo(minutes / 60)),
        }),
        { nil: undefined },
      ),
    });
    const need = fc.record({
      level: fc.constantFrom(...levels),
      child: fc.boolean(),
      pregnant: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 12 }), need, (candidates, wanted) => {
        for (const { capacity, paediatrics, obstetrics } of whereTo(candidates, wanted, now).options) {
          expect(capacity).toMatchObject({ open: true, accepting: true });
          expect(now.getTime() - capacity!.reportedAt.getTime()).toBeLessThanOrEqual(4 * 3600_000);
          if (['urgent', 'emergency'].includes(wanted.level))
            expect(capacity!.beds! - capacity!.bedsOccupied!).toBeGreaterThan(0);
          if (wanted.level === 'emergency')
            expect(capacity!.icuBeds! - capacity!.icuOccupied!).toBeGreaterThan(0);
          if (wanted.child) expect(paediatrics).toBe(true);
          if (wanted.pregnant) expect(obstetrics).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
