import { tidy } from './text.js';

/** Thousands in groups of three, or no groups at all; a point may be typed as a Chinese full stop. */
const grouped = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.]\d+)?$/;

/** A text whose point may have been typed as a Chinese full stop: `38。6` is 38.6. */
export const pointed = (text: string): string => tidy(text).replace(/(?<=\d)[。．](?=\d)/g, '.');

/**
 * A number as people type it: `38.6`, `38。6`, `１２`, `1,200`, `48.00`. Undefined for whatever could also mean something
 * else, such as `1,2` or `1.2E+5`.
 */
export function numberOf(text: string): number | undefined {
  const plain = pointed(text);
  return grouped.test(plain) ? Number(plain.replace(/,/g, '')) : undefined;
}

/** A whole number as people type it, `48.00` too; undefined for anything else. */
export function wholeOf(text: string): number | undefined {
  const number = numberOf(text);
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

/**
 * Whether a text is a long number as a spreadsheet shows it, such as `6.90123E+12`: its last digits are gone, whatever it
 * was.
 */
export const isShortened = (text: string): boolean => /^\s*\d(?:[.]\d+)?E[+]\d{2}\s*$/i.test(text);
