import { tidy } from './text.js';

/**
 * Telephone numbers as they are kept: each as digits with one dash after an area code that was marked as one, without
 * China's own +86; an extension after “转”. Several stand with slashes between.
 */
export function tidyTelephone(text: string): string {
  return tidy(text)
    .replace(/[()]/g, '-')
    .split(/[/、,;]|(?<=\d{7})\s+(?=\+?\d[\d-]{6})/)
    .map((number) =>
      number
        .replace(/^[\s-]*(\+|00)86[-\s]*/, '')
        .replace(/\s*(?:转|轉|ext[.]?|x|#)\s*(?=\d+\s*$)/i, '转')
        .replace(/\s/g, '')
        .replace(/-+/g, '-')
        .replace(/^-|-$/g, ''),
    )
    .filter(Boolean)
    .join(' / ');
}

/** A telephone number as it is looked for: its digits alone, without China's own +86. */
export const telephoneDigits = (text: string): string => tidyTelephone(text).replace(/-/g, '');
