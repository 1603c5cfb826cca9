import { tidy } from '../../values/text.js';

/**
 * A lot number as it is kept: in capitals, in half-width characters, without blanks, invisible marks or any dash but one.
 * What looks alike on two boxes is one lot, or a recall would block one of them.
 */
export const lotNumber = (typed: string): string =>
  tidy(typed)
    .replace(/\s/g, '')
    .replace(/[‐-―−﹘﹣]/g, '-')
    .toUpperCase();
