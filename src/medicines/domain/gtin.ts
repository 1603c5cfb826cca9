import { refusal } from '../../web/domain/refusal.js';

/** A Global Trade Item Number whose check digit is wrong: most often two digits were swapped. */
export const WrongGtin = refusal('wrong-gtin', { kind: 'invalid', field: 'gtin' });

/** A GTIN of 8, 12, 13 or 14 digits as 14 (GS1 General Specifications, 7.9: weights 3 and 1). @throws WrongGtin */
export function gtin14(digits: string): string {
  const padded = digits.padStart(14, '0');
  const sum = [...padded].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  if (!/^\d{14}$/.test(padded) || ![8, 12, 13, 14].includes(digits.length) || sum % 10 !== 0)
    throw new WrongGtin();
  return padded;
}
