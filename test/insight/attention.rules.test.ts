import { describe, expect, it } from 'vitest';
import { byAttention, concerns, type OutletToday } from '../../src/insight/domain/attention.js';

const quiet: OutletToday = {
  openNow: true,
  needed: 1,
  here: 1,
  coming: 0,
  late: 0,
  waiting: 0,
  alerts: 0,
  lowShelves: 0,
  feverVisits: 3,
  usualFeverVisits: 3,
};

describe('An outlet needs attention', () => {
  it.each<[string[], Partial<OutletToday>]>([
    [[], {}],
    [['no-doctor'], { here: 0 }],
    [[], { here: 0, openNow: false }],
    // Where nobody is needed nobody lacks.
    [[], { here: 0, needed: 0 }],
    [['no-doctor'], { needed: 2 }],
    [[], { here: 0, coming: 1 }],
    [['doctor-late'], { here: 0, coming: 1, late: 1 }],
    [[], { waiting: 3 }],
    [['waiting-alone'], { waiting: 1, here: 0, coming: 1 }],
    // Whoever waits is not forgotten because the shift is over.
    [['waiting-alone'], { waiting: 1, here: 0, needed: 0, openNow: false }],
    [['low-stock'], { alerts: 1, lowShelves: 1 }],
    // A box that expires is no low shelf.
    [[], { alerts: 1 }],
    [['fever-rising'], { feverVisits: 6, usualFeverVisits: 4 }],
    [[], { feverVisits: 5, usualFeverVisits: 4 }],
    [[], { feverVisits: 4, usualFeverVisits: 0 }],
    [
      ['no-doctor', 'fever-rising', 'low-stock'],
      { here: 0, alerts: 2, lowShelves: 1, feverVisits: 9, usualFeverVisits: 3 },
    ],
  ])('%j for %j', (expected, change) => expect(concerns({ ...quiet, ...change })).toEqual(expected));

  it('what does most harm stands highest, then where most patients are alone, then most fever', () => {
    const alone = { ...quiet, here: 0, coming: 1 };
    const outlets = [
      { ...quiet, alerts: 1 },
      { ...quiet, alerts: 2, lowShelves: 2 },
      { ...quiet, alerts: 3, here: 0, feverVisits: 4, usualFeverVisits: 4 },
      { ...quiet, alerts: 4, here: 0, feverVisits: 12, usualFeverVisits: 12 },
      { ...alone, alerts: 5, waiting: 1 },
      { ...alone, alerts: 6, waiting: 3 },
      { ...quiet, alerts: 7 },
    ];
    expect([...outlets].sort(byAttention).map(({ alerts }) => alerts)).toEqual([6, 5, 4, 3, 2, 7, 1]);
  });
});
