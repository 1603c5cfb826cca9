import { describe, expect, it } from 'vitest';
import { byAttention, concerns, type OutletToday } from '../../src/insight/domain/attention.js';

const quiet: OutletToday = {
  openNow: true,
  doctorsNow: 1,
  doctorsLate: 0,
  alerts: 0,
  lowShelves: 0,
  feverVisits: 3,
  usualFeverVisits: 3,
};

describe('An outlet needs attention', () => {
  it.each<[string[], Partial<OutletToday>]>([
    [[], {}],
    [['no-doctor'], { doctorsNow: 0 }],
    [[], { doctorsNow: 0, openNow: false }],
    [['doctor-late'], { doctorsLate: 1 }],
    [['low-stock'], { alerts: 1, lowShelves: 1 }],
    // A box that expires is no low shelf.
    [[], { alerts: 1 }],
    [['fever-rising'], { feverVisits: 6, usualFeverVisits: 4 }],
    [[], { feverVisits: 5, usualFeverVisits: 4 }],
    [[], { feverVisits: 4, usualFeverVisits: 0 }],
    [
      ['no-doctor', 'low-stock', 'fever-rising'],
      { doctorsNow: 0, alerts: 2, lowShelves: 1, feverVisits: 9, usualFeverVisits: 3 },
    ],
  ])('%j for %j', (expected, change) => expect(concerns({ ...quiet, ...change })).toEqual(expected));

  it('the more the higher in the list', () => {
    const outlets = [
      quiet,
      { ...quiet, alerts: 2 },
      { ...quiet, alerts: 1, doctorsNow: 0 },
      { ...quiet, alerts: 3 },
    ];
    expect([...outlets].sort(byAttention).map(({ alerts }) => alerts)).toEqual([1, 3, 2, 0]);
  });
});
