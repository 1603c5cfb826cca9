import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitFor } from '../../src/stock/domain/packs.js';

describe('A pack', () => {
  it.each([
    ['is not opened for a whole one', { onHand: 48, loose: 0 }, 24, 24, { opened: 0, loose: 0 }],
    ['is opened for less', { onHand: 48, loose: 0 }, 6, 24, { opened: 1, loose: 18 }],
    ['is not opened while an open one is enough', { onHand: 42, loose: 18 }, 6, 24, { opened: 0, loose: 12 }],
    [
      'stays closed when packs and loose units make it up',
      { onHand: 42, loose: 18 },
      36,
      24,
      { opened: 0, loose: 6 },
    ],
    ['is opened when the open one is short', { onHand: 26, loose: 2 }, 6, 24, { opened: 1, loose: 20 }],
    ['of one unit is never opened', { onHand: 5, loose: 0 }, 3, 1, { opened: 0, loose: 0 }],
    ['that is broken gives its last units', { onHand: 10, loose: 0 }, 10, 24, { opened: 0, loose: 0 }],
  ])('%s', (_, standing, quantity, packSize, split) => {
    expect(splitFor(standing, quantity, packSize)).toEqual(split);
  });

  it('leaves as many packs closed as can be, and never more loose units than there are', () => {
    const standing = fc
      .record({ packs: fc.nat(20), loose: fc.nat(60), packSize: fc.integer({ min: 1, max: 30 }) })
      .map(({ packs, loose, packSize }) => ({ onHand: packs * packSize + loose, loose, packSize }));
    fc.assert(
      fc.property(standing, fc.nat(1000), ({ packSize, ...stands }, wanted) => {
        const quantity = Math.min(wanted, stands.onHand);
        const { opened, loose } = splitFor(stands, quantity, packSize);
        const left = stands.onHand - quantity;
        expect(loose).toBeGreaterThanOrEqual(0);
        expect(loose).toBeLessThanOrEqual(left);
        // What stays closed is whole packs.
        expect((left - loose) % packSize).toBe(0);
        const rest = quantity % packSize;
        if (rest <= stands.loose) expect(opened).toBe(0);
        else expect(opened).toBeLessThanOrEqual(Math.ceil((rest - stands.loose) / packSize));
      }),
    );
  });
});
