import { foldName, namePartsOf } from './person-name.js';

/** What somebody is found by. */
interface Findable {
  readonly name: string;
  readonly telephone: string | null;
  readonly identityNumber: string | null;
  readonly otherDocument: string | null;
}

const lastOf = (text: string): string => `#${text.slice(-4)}`;

/** All by which a patient is found where they were: the folded name, what else it begins with, and four last characters. */
export function partsOf({ name, telephone, identityNumber, otherDocument }: Findable): string[] {
  const ends = [telephone, identityNumber, otherDocument].filter((one) => one !== null && one.length >= 4);
  return [...new Set([foldName(name), ...namePartsOf(name), ...ends.map((one) => lastOf(one!))])];
}

/** What was typed into a search: four last characters of a number, or the beginning of a name or of its part. */
export type Sought = { readonly ends: string } | { readonly begins: string };

/** Undefined for what finds nobody. */
export function soughtBy(words: string): Sought | undefined {
  const text = foldName(words);
  if (/^\d{3}[\dx]$/.test(text)) return { ends: lastOf(text.toUpperCase()) };
  return text === '' || /^\d+$/.test(text) ? undefined : { begins: text };
}
