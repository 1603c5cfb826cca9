import { describe, expect, it } from 'vitest';
import { type Burning, byHarm } from '../../src/insight/domain/burning.js';

describe('What does most harm', () => {
  it('comes first: whoever is urgent, then the kind, the level, the time, how many', () => {
    const wanted: Burning[] = [
      { kind: 'waits-alone', level: 'urgent', minutes: 5, count: 1 },
      { kind: 'referral-stuck', level: 'emergency', minutes: 1, count: 1 },
      { kind: 'waits-alone', level: 'doctor', minutes: 90, count: 1 },
      { kind: 'waits-alone', level: 'doctor', minutes: 20, count: 9 },
      { kind: 'waits-alone', level: 'doctor', minutes: 20, count: 1 },
      { kind: 'waits-long', level: 'doctor', minutes: 200, count: 1 },
      { kind: 'no-doctor', count: 2 },
      { kind: 'no-doctor', count: 1 },
      { kind: 'stock-out', count: 40 },
      { kind: 'hospitals', count: 9 },
      { kind: 'applications', count: 3 },
    ];
    expect([...wanted].reverse().sort(byHarm)).toEqual(wanted);
  });
});
