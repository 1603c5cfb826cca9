import { describe, expect, it } from 'vitest';
import { alarmAfter } from '../../src/consultations/domain/wait-alarm.js';
import { mayGo, type WayOn, waysOn } from '../../src/consultations/domain/ways-on.js';
import { levels } from '../../src/triage/domain/level.js';

describe('Who waits for a doctor', () => {
  it.each([
    ['self-care', 60],
    ['doctor', 60],
    ['urgent', 20],
    ['emergency', 20],
    [null, 60],
  ] as const)('%s is told of after %s minutes', (level, minutes) =>
    expect(alarmAfter(level, 60)).toBe(minutes),
  );

  it.each<[(typeof levels)[number], readonly WayOn[]]>([
    ['self-care', ['next-door', 'online', 'referral', 'home']],
    ['doctor', ['next-door', 'online', 'referral', 'home']],
    ['urgent', ['referral']],
    ['emergency', ['referral']],
  ])('%s may go %j', (level, ways) => expect(waysOn.filter((way) => mayGo(way, level))).toEqual(ways));
});
