import { describe, expect, it } from 'vitest';
import { isHopeless, waitAfter } from '../../src/alerts/domain/retry.js';

describe('A mail that was not taken', () => {
  it('waits half a minute, then twice as long each time, at most two hours', () => {
    expect([1, 2, 3, 9, 20].map(waitAfter)).toEqual([30_000, 60_000, 120_000, 7_200_000, 7_200_000]);
  });

  it('is given up after a day', () => {
    const written = new Date('2022-12-19T00:00:00Z');
    expect(isHopeless(written, new Date('2022-12-19T23:59:59Z'))).toBe(false);
    expect(isHopeless(written, new Date('2022-12-20T00:00:00Z'))).toBe(true);
  });
});
