import { lotNumber } from './lot-number.js';

/** Letters that printers and people take for one another, by one of them. */
const alike: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  '|': '1',
  Z: '2',
  S: '5',
  B: '8',
};

const shapeOf = (number: string): string =>
  [...lotNumber(number)]
    .map((letter) => alike[letter] ?? letter)
    .join('')
    .replace(/[-./_]/g, '');

/** Of some lots' numbers those that look like another one, but are not it: `B0213` beside `BO213`. */
export const nearLots = (number: string, known: readonly string[]): string[] =>
  [...new Set(known.map(lotNumber))].filter(
    (one) => one !== lotNumber(number) && shapeOf(one) === shapeOf(number),
  );
