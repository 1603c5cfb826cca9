import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partedFacts } from '../../src/patient-records/domain/merged-facts.js';
import { mergedRecord, otherNumber } from '../../src/patient-records/merged-record.js';
import { renamedSales } from '../../src/patient-records/sale-names.js';
import type { PatientFacts } from '../../src/patients/patient-facts.js';
import type { RestrictedSale } from '../../src/selling/selling-limit.entity.js';

const one: PatientFacts = {
  name: '陈静',
  identityNumber: null,
  otherDocument: null,
  bornOn: '1990-03-01',
  bornAbout: true,
  sex: 'female',
  telephone: null,
  guardianName: null,
  guardianIdentityNumber: null,
};

const some = fc.option(fc.constantFrom('A', 'B', 'C'));
const record: fc.Arbitrary<PatientFacts> = fc.record({
  name: fc.constantFrom('A', 'B'),
  identityNumber: some,
  otherDocument: some,
  bornOn: fc.constantFrom('1990-03-01', '1990-01-03'),
  bornAbout: fc.boolean(),
  sex: fc.constantFrom('female', 'male'),
  telephone: some,
  guardianName: some,
  guardianIdentityNumber: some,
});
const side = fc.option(fc.constantFrom('kept', 'merged'), { nil: undefined });
const chosen = fc.record({
  name: side,
  identityNumber: side,
  bornOn: side,
  telephone: side,
  guardianName: side,
});

describe('The record that stands for two', () => {
  it('says its own, what it lacks of the other, and what was chosen', () => {
    const other = { ...one, name: '陈婧', telephone: '139', otherDocument: 'E1' };
    expect(mergedRecord(one, other, {})).toEqual({ ...one, telephone: '139', otherDocument: 'E1' });
    expect(mergedRecord(one, other, { name: 'merged', telephone: 'kept' })).toMatchObject({
      name: '陈婧',
      telephone: null,
    });
  });

  it('has birth date and sex from the identity number that it has', () => {
    const numbered = {
      ...one,
      identityNumber: 'N',
      bornOn: '1985-05-05',
      bornAbout: false,
      sex: 'male' as const,
    };
    expect(mergedRecord(one, numbered, { bornOn: 'kept', sex: 'kept' })).toMatchObject({
      ...{ identityNumber: 'N', bornOn: '1985-05-05', bornAbout: false, sex: 'male' },
    });
  });

  it('never has one guardian’s name with another’s number, nor a birthday that is another’s guess', () => {
    fc.assert(
      fc.property(record, record, chosen, (kept, merged, said) => {
        const facts = mergedRecord(kept, merged, said);
        const guardians = [kept, merged].map((it) => [it.guardianName, it.guardianIdentityNumber]);
        expect(guardians).toContainEqual([facts.guardianName, facts.guardianIdentityNumber]);
        if (facts.identityNumber === null)
          expect([kept, merged].map((it) => [it.bornOn, it.bornAbout])).toContainEqual([
            facts.bornOn,
            facts.bornAbout,
          ]);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves no identity number that finds nobody', () => {
    fc.assert(
      fc.property(record, record, chosen, (kept, merged, said) => {
        const facts = mergedRecord(kept, merged, said);
        const found = [facts.identityNumber, otherNumber(facts, { kept, merged })];
        for (const { identityNumber } of [kept, merged])
          if (identityNumber !== null && facts.identityNumber !== null)
            expect(found).toContain(identityNumber);
      }),
      { numRuns: 2000 },
    );
  });

  it('says what it said before when it is parted, but for what changed since', () => {
    fc.assert(
      fc.property(record, record, chosen, (kept, merged, said) => {
        const after = mergedRecord(kept, merged, said);
        expect(partedFacts(after, kept, after)).toEqual(kept);
        expect(partedFacts({ ...after, telephone: 'since' }, kept, after).telephone).toBe('since');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('A sale of somebody whose own number is another now', () => {
  const sale = (buyerNumber: string, forNumber: string | null = null) =>
    ({ id: 'S', buyerNumber, forNumber }) as RestrictedSale;

  it.each([
    ['is theirs by the new one', sale('P'), 'P', 'N', [{ id: 'S', buyerNumber: 'N', forNumber: null }]],
    ['by a guardian is for them', sale('G'), null, 'N', [{ id: 'S', buyerNumber: 'G', forNumber: 'N' }]],
    [
      'by whoever was sent stays so',
      sale('T', 'P'),
      'P',
      'N',
      [{ id: 'S', buyerNumber: 'T', forNumber: 'N' }],
    ],
    [
      'that they fetched for their other record is their own',
      sale('N', 'P'),
      'P',
      'N',
      [{ id: 'S', buyerNumber: 'N', forNumber: null }],
    ],
    ['stays where it is the same', sale('G'), 'N', 'N', []],
    ['stays where they have none any more', sale('P'), 'P', null, []],
  ] as const)('%s', (_why, before, was, is, after) => {
    expect(renamedSales([before], was, is)).toEqual(after);
  });
});
