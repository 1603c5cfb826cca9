import { describe, expect, it } from 'vitest';
import { factsKept, keptUntil } from '../../src/patient-records/domain/kept-by-law.js';

describe('What the law keeps of a patient', () => {
  it.each([
    ['2022-12-19', '2037-12-19'],
    ['2024-02-29', '2039-02-28'],
    ['2024-02-28', '2039-02-28'],
  ])('is kept 15 years from a last visit on %s: until %s', (last, until) => {
    expect(keptUntil(last)).toBe(until);
  });

  it('is who they are, for a child with who answers for it, and not how they are reached', () => {
    const facts = {
      ...{ name: '张三', identityNumber: 'N', otherDocument: 'D', bornOn: '2015-01-01', bornAbout: false },
      ...{ sex: 'female' as const, telephone: '139', guardianName: '李四', guardianIdentityNumber: 'G' },
    };
    expect(factsKept(facts, 13)).toEqual({ ...facts, telephone: null });
    expect(factsKept(facts, 18)).toEqual({
      ...facts,
      telephone: null,
      guardianName: null,
      guardianIdentityNumber: null,
    });
  });
});
