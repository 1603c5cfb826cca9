import { documentText } from '../../values/document.js';
import { stdnum } from 'stdnum';
import { isDay } from '../../config/domain/calendar.js';
import { Refusal } from '../../web/domain/refusal.js';

export type Sex = 'female' | 'male';

/** What a resident identity number says of its holder (GB 11643). */
export interface Identity {
  /** 18 characters, the last a digit or X. */
  readonly number: string;
  readonly bornOn: string;
  readonly sex: Sex;
}

const residentNumber = stdnum.CN!.ric!;

/** It is no resident identity number: wrong length, an impossible birth date, or a wrong check character. */
export class WrongIdentityNumber extends Refusal {
  readonly code: string;
  override readonly kind = 'invalid';
  override readonly field = 'identityNumber';

  constructor(why: 'length' | 'birth-date' | 'check-character') {
    super();
    this.code = `identity-number-${why}`;
  }
}

/**
 * Reads a resident identity number: 6 digits of area, 8 of birth date, 3 of sequence (odd for men),
 * and a check character. Full-width digits and spaces are read too.
 * @throws WrongIdentityNumber
 */
export function readIdentityNumber(text: string): Identity {
  const number = documentText(text);
  if (!/^\d{17}[\dX]$/.test(number)) throw new WrongIdentityNumber('length');
  const bornOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(bornOn)) throw new WrongIdentityNumber('birth-date');
  const { isValid, error } = residentNumber.validate(number);
  // What else the library refuses is a birth date that has not come yet.
  if (!isValid)
    throw new WrongIdentityNumber(error?.name === 'InvalidChecksum' ? 'check-character' : 'birth-date');
  return { number, bornOn, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

/** A number as pages show it: `3210**********0028`. */
export const masked = (number: string): string => `${number.slice(0, 4)}${'*'.repeat(10)}${number.slice(14)}`;
