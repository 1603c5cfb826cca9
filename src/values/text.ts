/*
 * One thing is written in many ways: full-width letters, 台 for 臺, spaces, marks that nobody sees. What is kept is
 * tidied; what is compared is folded further.
 */

/** Marks that take no room and say nothing: directions, joiners, variation selectors, fillers, controls. */
const unseen = /[\p{Cf}\p{Variation_Selector}\u115f\u1160\u2800\u3164\uffa0]|(?!\s)\p{Cc}/gu;

/** A text as it should be kept: half-width, single spaces, no invisible marks. */
export function tidy(text: string): string {
  return text.normalize('NFKC').replace(unseen, '').replace(/\s+/g, ' ').trim();
}

/** A text as it is compared and searched: without spaces, brackets' shape, case, or 臺's second spelling. */
export function folded(text: string): string {
  return tidy(text).toLowerCase().replace(/臺/g, '台').replace(/\s/g, '');
}
