import { describe, expect, it } from 'vitest';
import { colourOf, isKeyPerson, type Watched } from '../../src/episodes/domain/colour.js';
import type { Condition } from '../../src/triage/domain/conditions.js';

const someone = (given: Partial<Watched>): Watched => ({
  ageYears: 40,
  pregnant: false,
  conditions: [],
  unstable: false,
  ...given,
});

const vaccines = { full: 'vaccinated', part: 'part-vaccinated', none: 'unvaccinated' } as const;
type Vaccine = keyof typeof vaccines;
type Illness = 'none' | 'stable' | 'unstable';

const cell = (ageYears: number, illness: Illness, vaccine: Vaccine, more: readonly Condition[] = []) =>
  colourOf(
    someone({
      ageYears,
      conditions: [...(illness === 'none' ? [] : (['diabetes'] as const)), vaccines[vaccine], ...more],
      unstable: illness === 'unstable',
    }),
  );

describe('The colour of somebody (FIELD, section 3.7: 国卫明电〔2022〕509号 and a one-page local standard)', () => {
  // Age, illness, and then fully, partly and not vaccinated.
  it.each<[number, Illness, string, string, string]>([
    [64, 'none', 'green row-under-80-well', 'green row-under-80-well', 'green row-under-80-well'],
    [64, 'stable', 'green row-under-80-stable-fully', 'yellow score-2', 'yellow score-3'],
    [
      64,
      'unstable',
      'yellow row-under-65-unstable-fully',
      'red row-under-65-unstable',
      'red row-under-65-unstable',
    ],
    [65, 'none', 'green row-under-80-well', 'green row-under-80-well', 'green row-under-80-well'],
    [
      65,
      'stable',
      'green row-under-80-stable-fully',
      'yellow row-65-to-80-stable',
      'yellow row-65-to-80-stable',
    ],
    [65, 'unstable', 'red row-65-to-80-unstable', 'red row-65-to-80-unstable', 'red row-65-to-80-unstable'],
    [79, 'none', 'green row-under-80-well', 'green row-under-80-well', 'green row-under-80-well'],
    // Exactly 80 has no green row, and is scored.
    [80, 'none', 'green score-1', 'yellow score-2', 'yellow score-3'],
    [80, 'stable', 'yellow score-2', 'yellow row-65-to-80-stable', 'yellow row-65-to-80-stable'],
    [80, 'unstable', 'red row-65-to-80-unstable', 'red row-65-to-80-unstable', 'red row-65-to-80-unstable'],
    [81, 'none', 'yellow row-over-80-fully', 'red row-over-80-not-fully', 'red row-over-80-not-fully'],
    [81, 'stable', 'yellow row-over-80-fully', 'red row-over-80-not-fully', 'red row-over-80-not-fully'],
    [81, 'unstable', 'red score-4', 'red row-over-80-not-fully', 'red row-over-80-not-fully'],
  ])('at %i, illness %s: fully %s, partly %s, not vaccinated %s', (age, illness, full, part, none) => {
    const told = (vaccine: Vaccine) => {
      const { risk, by } = cell(age, illness, vaccine);
      return `${risk} ${by}`;
    };
    expect([told('full'), told('part'), told('none')]).toEqual([full, part, none]);
  });

  it('is red for disabled people from 65 on', () => {
    expect(cell(64, 'none', 'full', ['disabled']).risk).toBe('green');
    expect(cell(65, 'none', 'full', ['disabled'])).toEqual({ risk: 'red', by: 'row-disabled-65' });
  });

  it('takes nobody for vaccinated who did not say so', () => {
    for (const ageYears of [40, 70, 80, 85])
      for (const conditions of [[], ['heart']] as const)
        for (const unstable of [false, true])
          expect(colourOf(someone({ ageYears, conditions, unstable }))).toEqual(
            colourOf(someone({ ageYears, conditions: [...conditions, 'unvaccinated'], unstable })),
          );
  });

  it('is yellow at least in pregnancy', () => {
    expect(colourOf(someone({ pregnant: true }))).toEqual({ risk: 'yellow', by: 'pregnant' });
    expect(colourOf(someone({ pregnant: true, conditions: ['heart'], unstable: true })).risk).toBe('red');
  });

  it('does not make a key person of who is only not vaccinated or disabled', () => {
    expect(isKeyPerson(someone({ conditions: ['unvaccinated', 'disabled'] }))).toBe(false);
    expect(isKeyPerson(someone({ conditions: ['diabetes'] }))).toBe(true);
    expect(isKeyPerson(someone({ pregnant: true }))).toBe(true);
    expect([isKeyPerson(someone({ ageYears: 64 })), isKeyPerson(someone({ ageYears: 65 }))]).toEqual([
      false,
      true,
    ]);
  });
});
