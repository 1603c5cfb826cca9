import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/mail/domain/verdict.js';
import { isHopeless, waitAfter } from '../../src/mail/domain/retry.js';

describe('A mail that was not taken', () => {
  it('waits half a minute, then twice as long each time, at most two hours', () => {
    const waits = (chance: number) => [1, 2, 3, 9, 20].map((attempts) => waitAfter(attempts, chance));
    expect(waits(0.5)).toEqual([30_000, 60_000, 120_000, 7_200_000, 7_200_000]);
    expect(waits(0)).toEqual([22_500, 45_000, 90_000, 5_400_000, 5_400_000]);
    expect(waits(1)).toEqual([37_500, 75_000, 150_000, 9_000_000, 9_000_000]);
  });

  it.each([
    // RFC 5321, 4.2.1: 4yz is for now, 5yz for good.
    ['a greylisted recipient', { responseCode: 451, command: 'RCPT TO' }, 'later'],
    ['a full mailbox for now', { responseCode: 452, command: 'RCPT TO' }, 'later'],
    ['a mailbox that there is not', { responseCode: 550, command: 'RCPT TO' }, 'address'],
    ['relaying', { responseCode: 550, command: 'RCPT TO', response: '550 5.7.1 relaying denied' }, 'later'],
    [
      'a mailbox by its status',
      { responseCode: 554, command: 'RCPT TO', response: '554 5.1.1 unknown' },
      'address',
    ],
    ['a mailbox over its quota', { responseCode: 552, command: 'RCPT TO' }, 'mail'],
    ['content for now', { responseCode: 451, command: 'DATA' }, 'later'],
    ['content for good', { responseCode: 554, command: 'DATA' }, 'mail'],
    ['the sender', { responseCode: 553, command: 'MAIL FROM' }, 'later'],
    ['the sign-in', { responseCode: 535, command: 'AUTH PLAIN' }, 'later'],
    ['at the greeting', { responseCode: 554, command: 'CONN' }, 'later'],
    ['by silence', { code: 'ETIMEDOUT', command: 'CONN' }, 'later'],
    ['by a cut connection', { code: 'ECONNECTION' }, 'later'],
  ])('because a server refused %s', (_, fault, verdict) => expect(verdictOf(fault)).toBe(verdict));

  it('is given up after a day', () => {
    const written = new Date('2022-12-19T00:00:00Z');
    expect(isHopeless(written, new Date('2022-12-19T23:59:59Z'))).toBe(false);
    expect(isHopeless(written, new Date('2022-12-20T00:00:00Z'))).toBe(true);
  });
});
