import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masked, readIdentityNumber } from '../../src/patients/domain/identity-number.js';

describe('An identity number', () => {
  it('says when its holder was born and of which sex (GB 11643, annex example)', () => {
    expect(readIdentityNumber('11010519491231002X')).toEqual({
      number: '11010519491231002X',
      bornOn: '1949-12-31',
      sex: 'female',
    });
    expect(readIdentityNumber('440524188001010014')).toEqual({
      number: '440524188001010014',
      bornOn: '1880-01-01',
      sex: 'male',
    });
  });

  it('is read in full width, in small letters and with spaces', () => {
    expect(readIdentityNumber(' １１０１０５ 19491231 002x ').number).toBe('11010519491231002X');
  });

  it.each([
    ['1101051949123100', 'identity-number-length'],
    ['11010519491231002Y', 'identity-number-length'],
    ['11010519490231002X', 'identity-number-birth-date'],
    ['110105194912310021', 'identity-number-check-character'],
  ])('%s is refused as %s', (number, code) => {
    expect(() => readIdentityNumber(number)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('with any one digit changed is refused', () => {
    const right = '11010519491231002X';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const changed = (Number(right[place]) + by) % 10;
        const wrong = right.slice(0, place) + String(changed) + right.slice(place + 1);
        expect(() => readIdentityNumber(wrong)).toThrow();
      }),
    );
  });

  it('is shown without its middle', () => {
    expect(masked('321002195003010028')).toBe('3210**********0028');
  });
});
