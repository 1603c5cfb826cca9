/*
 * Registers write one thing in many ways: full-width letters, 台 for 臺, spaces, telephone numbers
 * with and without dashes. What is kept is tidied; what is compared is folded further.
 */

/** A text as it should be kept: half-width, single spaces, no invisible marks. */
export function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A text as it is compared and searched: without spaces, brackets' shape, case, or 臺's second spelling. */
export function folded(text: string): string {
  return tidy(text).toLowerCase().replace(/臺/g, '台').replace(/\s/g, '');
}

/** Telephone numbers, each as digits with one dash after an area code that was marked as one. */
export function tidyTelephone(text: string): string {
  return tidy(text)
    .replace(/[()]/g, '-')
    .split(/[/、,;]/)
    .map((number) => number.replace(/\s/g, '').replace(/-+/g, '-').replace(/^-|-$/g, ''))
    .filter(Boolean)
    .join(' / ');
}
