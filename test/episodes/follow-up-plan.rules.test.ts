import { describe, expect, it } from 'vitest';
import { endsEpisode, followUpPlan, riskOf } from '../../src/episodes/domain/follow-up-plan.js';
import { canConfirm } from '../../src/episodes/domain/diversion.js';

describe('The risk of somebody at home', () => {
  it.each([
    [{ ageYears: 40 }, 'green'],
    [{ ageYears: 64 }, 'green'],
    [{ ageYears: 65 }, 'yellow'],
    [{ ageYears: 30, pregnant: true }, 'yellow'],
    [{ ageYears: 40, conditions: ['diabetes'] }, 'yellow'],
    [{ ageYears: 40, conditions: ['unvaccinated'] }, 'yellow'],
    [{ ageYears: 65, conditions: ['unvaccinated'] }, 'red'],
    [{ ageYears: 70, conditions: ['heart'] }, 'red'],
    [{ ageYears: 40, conditions: ['dialysis'] }, 'red'],
    [{ ageYears: 12, conditions: ['immunocompromised'] }, 'red'],
  ] as const)('of %j is %s', (given, risk) =>
    expect(riskOf({ pregnant: false, conditions: [], ...given })).toBe(risk),
  );
});

describe('The plan of calls', () => {
  const days = (risk: 'red' | 'yellow' | 'green') =>
    followUpPlan('2022-12-10', risk, 'self-care', true).map(({ dueOn }) => Number(dueOn.slice(8)) - 10);

  it('is the closer the higher the risk, and always has a day that can confirm', () => {
    expect(days('red')).toEqual([1, 3, 5, 7]);
    expect(days('yellow')).toEqual([1, 3, 7]);
    expect(days('green')).toEqual([3, 7]);
    for (const risk of ['red', 'yellow', 'green'] as const)
      expect(
        followUpPlan('2022-12-10', risk, 'doctor', false).some(({ dueOn }) =>
          canConfirm('2022-12-10', dueOn),
        ),
      ).toBe(true);
  });

  it('has a dated reassessment for whoever is severe and at home', () => {
    expect(followUpPlan('2022-12-10', 'green', 'urgent', true)[0]).toEqual({
      kind: 'reassessment',
      dueOn: '2022-12-11',
    });
    expect(followUpPlan('2022-12-10', 'green', 'urgent', false).map(({ kind }) => kind)).toEqual([
      'call',
      'call',
    ]);
    expect(followUpPlan('2022-12-10', 'green', 'doctor', true).map(({ kind }) => kind)).toEqual([
      'call',
      'call',
    ]);
  });
});

describe('An outcome', () => {
  it.each([
    ['better', '2022-12-12', false],
    ['better', '2022-12-13', true],
    ['admitted', '2022-12-11', true],
    ['same', '2022-12-17', false],
    ['worse', '2022-12-17', false],
    ['attended', '2022-12-17', false],
    ['unreachable', '2022-12-17', false],
  ] as const)('%s on %s ends the episode: %s', (outcome, on, ends) =>
    expect(endsEpisode(outcome, '2022-12-10', on)).toBe(ends),
  );
});
