import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Compared, isOneSlip, likelyFrom, likeness } from '../../src/patient-records/domain/likeness.js';

const chen: Compared = {
  name: '陈静',
  bornOn: '1990-03-01',
  sex: 'female',
  identityNumber: null,
  otherDocument: null,
  telephone: '13911112222',
  guardianIdentityNumber: null,
};

describe('Two records', () => {
  it.each<[string, Partial<Compared>, Partial<Compared>]>([
    ['same name and birth date', { telephone: null }, {}],
    ['same name and telephone, another birth date', { bornOn: '1971-08-09' }, {}],
    ['same name, month and day exchanged', { bornOn: '1990-01-03', telephone: null }, {}],
    ['same name, a digit of the birth date mistyped', { bornOn: '1990-03-07', telephone: null }, {}],
    ['the name’s parts in another order', { name: 'SMITH, John' }, { name: 'John Smith' }],
    ['a character of a long name mistyped', { name: '欧阳修文' }, { name: '欧阳修闻' }],
    [
      'one passport, names written otherwise',
      { otherDocument: 'E123', telephone: null },
      { otherDocument: 'E123' },
    ],
    ['one has a number, the other none', { identityNumber: '11010519491231002X', telephone: null }, {}],
  ])('are likely one person’s: %s', (_why, one, other) => {
    expect(likeness({ ...chen, ...one }, { ...chen, ...other }).score).toBeGreaterThanOrEqual(likelyFrom);
  });

  it.each<[string, Partial<Compared>]>([
    ['only the name is the same', { bornOn: '1971-08-09', telephone: '13933334444' }],
    ['another of the family, with their telephone', { name: '陈勇', bornOn: '1962-01-01', sex: 'male' }],
    ['a twin: all but the name', { name: '陈宁', guardianIdentityNumber: '11010519491231002X' }],
    ['two identity numbers', { identityNumber: '11010519491231002X' }],
  ])('are likely two people’s: %s', (_why, other) => {
    const one = {
      ...chen,
      identityNumber: '440524188001010014',
      guardianIdentityNumber: '11010519491231002X',
    };
    expect(likeness(one, { ...chen, ...other }).score).toBeLessThan(likelyFrom);
  });

  it('say what agrees and what differs, but nothing of what one of them lacks', () => {
    const { reasons } = likeness(chen, { ...chen, bornOn: '1990-03-07', telephone: null });
    expect(reasons).toEqual([
      { field: 'name', is: 'same' },
      { field: 'bornOn', is: 'near' },
      { field: 'sex', is: 'same' },
    ]);
  });

  it('compare the same from either side', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '陈'), maxLength: 5 });
    const day = fc.constantFrom('1990-03-01', '1990-01-03', '1990-03-07', '1971-08-09');
    const record = fc.record({
      name: text,
      bornOn: day,
      sex: fc.constantFrom('female', 'male'),
      identityNumber: fc.option(text),
      otherDocument: fc.option(text),
      telephone: fc.option(text),
      guardianIdentityNumber: fc.option(text),
    });
    fc.assert(
      fc.property(record, record, (one, other) => {
        expect(likeness(one, other)).toEqual(likeness(other, one));
      }),
      { numRuns: 2000 },
    );
  });

  it('differ by one slip exactly where one edit, or one exchange of neighbours, makes them equal', () => {
    const text = fc.string({ unit: fc.constantFrom('1', '2', '3'), minLength: 1, maxLength: 6 });
    const edits = (of: string): Set<string> => {
      const made = new Set([of]);
      for (let i = 0; i <= of.length; i++) {
        made.add(of.slice(0, i) + of.slice(i + 1));
        for (const digit of '123') {
          made.add(of.slice(0, i) + digit + of.slice(i));
          made.add(of.slice(0, i) + digit + of.slice(i + 1));
        }
        if (i + 1 < of.length) made.add(of.slice(0, i) + of[i + 1]! + of[i]! + of.slice(i + 2));
      }
      return made;
    };
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(isOneSlip(one, other)).toBe(edits(one).has(other));
      }),
      { numRuns: 5000 },
    );
  });
});
