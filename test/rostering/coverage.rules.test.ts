import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filledBy, lacking, type Present, type Wanted } from '../../src/rostering/domain/coverage.js';

/** The most doctors that can be placed, by trying every way. */
function mostFilled(wanted: readonly Wanted[], present: readonly Present[]): number {
  const left = wanted.map(({ doctors }) => doctors);
  const place = (doctor: number): number => {
    if (doctor === present.length) return 0;
    let best = place(doctor + 1);
    wanted.forEach(({ scope }, need) => {
      if (left[need] === 0 || !present[doctor]!.scopes.includes(scope)) return;
      left[need]! -= 1;
      best = Math.max(best, 1 + place(doctor + 1));
      left[need]! += 1;
    });
    return best;
  };
  return place(0);
}

describe('Who fills which need of a session', () => {
  it('a doctor for children is not spent on what any doctor could do', () => {
    const wanted = [
      { scope: 'general', doctors: 1 },
      { scope: 'paediatrics', doctors: 1 },
    ];
    const both = { scopes: ['general', 'paediatrics'] };
    expect(filledBy(wanted, [both, { scopes: ['general'] }])).toEqual([1, 0]);
    expect(lacking(wanted, [both])).toEqual([0, 1]);
    expect(lacking(wanted, [])).toEqual([1, 1]);
  });

  it('who is too many, or may not treat it, fills none', () => {
    const wanted = [{ scope: 'general', doctors: 1 }];
    expect(filledBy(wanted, [{ scopes: ['general'] }, { scopes: ['general'] }])).toEqual([0, undefined]);
    expect(filledBy(wanted, [{ scopes: ['paediatrics'] }])).toEqual([undefined]);
  });

  it('fills as many as any way would, each with somebody who may', () => {
    const scope = fc.constantFrom('general', 'paediatrics', 'respiratory');
    const wants = fc.uniqueArray(fc.record({ scope, doctors: fc.integer({ min: 0, max: 2 }) }), {
      selector: (one) => one.scope,
    });
    const doctors = fc.array(fc.record({ scopes: fc.uniqueArray(scope, { minLength: 1 }) }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(wants, doctors, (wanted, present) => {
        const fills = filledBy(wanted, present);
        fills.forEach((need, i) => {
          if (need !== undefined) expect(present[i]!.scopes).toContain(wanted[need]!.scope);
        });
        wanted.forEach(({ doctors: most }, need) =>
          expect(fills.filter((one) => one === need).length).toBeLessThanOrEqual(most),
        );
        expect(fills.filter((need) => need !== undefined)).toHaveLength(mostFilled(wanted, present));
      }),
    );
  });
});
