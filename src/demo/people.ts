import type { Sex } from '../patients/domain/identity-number.js';
import type { NewPatient } from '../patients/new-patient.js';
import { districts, givenNames, surnames } from './facts.js';
import type { Dice } from './dice.js';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

export const invent = (dice: Dice) => dice.one(surnames) + dice.one(givenNames);

/** An invented identity number with a right check character (GB 11643). */
function inventNumber(bornOn: string, sex: Sex, dice: Dice): string {
  const sequence = dice.whole(0, 499) * 2 + (sex === 'male' ? 1 : 0);
  const body = dice.one(districts).code + bornOn.replace(/-/g, '') + String(sequence).padStart(3, '0');
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + checkCharacters[sum % 11];
}

/** Somebody who lives in the city; one in ten is a child who is registered with a guardian. */
export function inventPatient(dice: Dice, year: number): NewPatient {
  const child = dice.chance(0.1);
  const born = child ? dice.whole(year - 12, year - 1) : dice.whole(year - 88, year - 17);
  const bornOn = `${born}-${String(dice.whole(1, 12)).padStart(2, '0')}-${String(dice.whole(1, 28)).padStart(2, '0')}`;
  const sex = dice.one(['female', 'male'] as const);
  const telephone = `13${dice.whole(100_000_000, 999_999_999)}`;
  return child
    ? { name: invent(dice), bornOn, sex, telephone, guardianName: invent(dice) }
    : { name: invent(dice), identityNumber: inventNumber(bornOn, sex, dice), telephone };
}
