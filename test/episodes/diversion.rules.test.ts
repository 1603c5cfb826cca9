import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canConfirm,
  classOf,
  diversionClasses,
  diversionRate,
  type EpisodeFacts,
  isSameIllness,
} from '../../src/episodes/domain/diversion.js';
import { levels } from '../../src/triage/domain/level.js';

const zone = 'Asia/Shanghai';
const at = (text: string) => new Date(`${text}+08:00`);
const fever: EpisodeFacts = {
  startedOn: '2022-12-10',
  firstLevel: 'self-care',
  laterLevel: null,
  referredAt: null,
  arrivedAt: null,
  keptAwayOn: null,
  attendedOn: null,
};
const classAt = (now: string, facts: Partial<EpisodeFacts> = {}) =>
  classOf({ ...fever, ...facts }, at(now), zone).class;

describe('An episode that began with a fever visit (FIELD, section 2)', () => {
  it('is open until a week is over, then presumed diverted', () => {
    expect(classAt('2022-12-17T23:59:59')).toBe('open');
    expect(classAt('2022-12-18T00:00:00')).toBe('presumed');
    expect(classOf(fever, at('2022-12-10T12:00'), zone).dueAt).toEqual(at('2022-12-18T00:00'));
  });

  it.each([
    ['2022-12-12', false],
    ['2022-12-13', true],
    ['2022-12-17', true],
    ['2022-12-18', false],
  ])('a follow-up on %s can confirm: %s', (on, can) => expect(canConfirm('2022-12-10', on)).toBe(can));

  it('is confirmed by such a follow-up, also after the week', () => {
    expect(classAt('2022-12-14T09:00', { keptAwayOn: '2022-12-13' })).toBe('confirmed');
    expect(classAt('2023-03-01T09:00', { keptAwayOn: '2022-12-13' })).toBe('confirmed');
  });

  it('is open for 24 h after a referral, then lost, and referred as soon as the patient arrives', () => {
    const referredAt = at('2022-12-10T09:00');
    expect(classAt('2022-12-11T08:59:59', { referredAt })).toBe('open');
    expect(classAt('2022-12-11T09:00:00', { referredAt })).toBe('lost');
    expect(classAt('2022-12-11T08:00', { referredAt, arrivedAt: at('2022-12-10T11:00') })).toBe('referred');
    expect(classAt('2022-12-13T08:00', { referredAt, arrivedAt: at('2022-12-12T11:00') })).toBe('referred');
    expect(classAt('2022-12-20T08:00', { referredAt, keptAwayOn: '2022-12-14' })).toBe('lost');
  });

  it('came back worse if a later visit ended at a higher level than the first', () => {
    expect(classAt('2022-12-12T09:00', { laterLevel: 'self-care' })).toBe('open');
    expect(classAt('2022-12-12T09:00', { laterLevel: 'doctor' })).toBe('worse');
    expect(classAt('2022-12-12T09:00', { firstLevel: 'urgent', laterLevel: 'doctor' })).toBe('open');
    expect(classAt('2022-12-20T09:00', { laterLevel: 'doctor', keptAwayOn: '2022-12-14' })).toBe('worse');
  });

  it('of a patient who went to a hospital unsent was not diverted', () => {
    expect(classAt('2022-12-30T09:00', { attendedOn: '2022-12-14', keptAwayOn: '2022-12-13' })).toBe('worse');
  });

  it('is in exactly one class, whatever happened, and stays in it until its due time', () => {
    const day = fc.integer({ min: 0, max: 20 }).map((n) => `2022-12-${String(10 + n).padStart(2, '0')}`);
    const instant = fc
      .integer({ min: 0, max: 20 * 24 })
      .map((h) => new Date(at('2022-12-10T00:00').getTime() + h * 3600_000));
    const facts = fc.record({
      startedOn: fc.constant('2022-12-10'),
      firstLevel: fc.constantFrom(...levels),
      laterLevel: fc.option(fc.constantFrom(...levels)),
      referredAt: fc.option(instant),
      arrivedAt: fc.option(instant),
      keptAwayOn: fc.option(day),
      attendedOn: fc.option(day),
    });
    fc.assert(
      fc.property(facts, instant, (known, now) => {
        const { class: found, dueAt } = classOf(known, now, zone);
        expect(diversionClasses.filter((one) => one === found)).toHaveLength(1);
        if (dueAt) {
          expect(dueAt > now).toBe(true);
          expect(classOf(known, new Date(dueAt.getTime() - 1), zone).class).toBe(found);
          expect(classOf(known, dueAt, zone).class).not.toBe('open');
        } else {
          expect(classOf(known, new Date(now.getTime() + 365 * 86_400_000), zone).class).toBe(found);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('The diversion rate', () => {
  it('is confirmed and presumed over all but open', () => {
    const counts = { confirmed: 3, presumed: 4, referred: 2, lost: 1, worse: 0, open: 90 };
    expect(diversionRate(counts)).toEqual({ numerator: 7, denominator: 10, rate: 0.7 });
  });

  it('is none while nothing is decided', () => {
    expect(
      diversionRate({ confirmed: 0, presumed: 0, referred: 0, lost: 0, worse: 0, open: 5 }).rate,
    ).toBeUndefined();
  });
});

describe('Visits of one illness', () => {
  it.each([
    ['2022-12-23T23:59:59', true],
    ['2022-12-24T00:00:00', false],
  ])('after one on the 10th at midnight, %s is the same: %s', (later, same) =>
    expect(isSameIllness(at('2022-12-10T00:00:00'), at(later))).toBe(same),
  );
});
