import { pinyin } from 'pinyin-pro';
import { tidy } from './text.js';

/** What stands between the parts of a name, in any of its shapes, and is often left out: 买买提·吐尔逊. */
const between = /[\s,·•・‧∙⋅․.。'’`´_/\-‐-―]/;

/** A name as it is compared and searched. */
export const foldName = (name: string): string =>
  tidy(name).toLowerCase().split(new RegExp(between, 'u')).join('');

const mostParts = 8;
const longestPart = 40;
const isHan = /^\p{Script=Han}+$/u;

/**
 * By what else than its beginning a name is found, as beginnings themselves: a given name, a later word, the rest from any
 * character on, the initials of how it is read.
 */
export function namePartsOf(name: string): string[] {
  const words = tidy(name).toLowerCase().split(between).filter(Boolean);
  const whole = foldName(name);
  const later = words.slice(1).map((_, i) => words.slice(i + 1).join(''));
  const characters = [...whole];
  const rests = isHan.test(whole) ? characters.slice(1).map((_, i) => characters.slice(i + 1).join('')) : [];
  const initials = /\p{Script=Han}/u.test(whole) ? initialsOf(whole) : words.map(([first]) => first).join('');
  const all = [...later, ...rests, ...(initials.length > 1 ? [initials] : [])];
  const parts = new Set(all.map((part) => part.slice(0, longestPart)));
  parts.delete(whole);
  return [...parts].slice(0, mostParts);
}

const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
