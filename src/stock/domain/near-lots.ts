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

/** Some lots' numbers, to be asked which of them look like another one. */
export class KnownLots {
  private readonly byShape = new Map<string, Set<string>>();

  constructor(numbers: readonly string[]) {
    for (const number of new Set(numbers.map(lotNumber))) {
      const shape = shapeOf(number);
      this.byShape.set(shape, (this.byShape.get(shape) ?? new Set()).add(number));
    }
  }

  /** Those that look like a lot's number, but are not it: `B0213` beside `BO213`. None where it is known itself. */
  like(number: string): string[] {
    const alike = this.byShape.get(shapeOf(number)) ?? new Set<string>();
    return alike.has(lotNumber(number)) ? [] : [...alike];
  }
}
