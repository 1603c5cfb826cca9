import type { Language } from '../../config/settings.js';
import { translate } from '../../web/language.js';
import type { CostChange } from '../draft/judging.js';
import { terms } from '../../rostering/problem/problem.js';

const leastShown = 0.05;

/** A cost that changes by term, those that hardly do left out. */
export function costLines({ terms: changed }: CostChange): { term: string; amount: number }[] {
  return terms
    .filter((term) => Math.abs(changed[term]) >= leastShown)
    .map((term) => ({ term, amount: rounded(changed[term]) }));
}

/** The same in one line: `Travel +8, Nobody there −120`. */
export function costWords(change: CostChange, language: Language): string {
  const lines = costLines(change).map(
    ({ term, amount }) => `${translate(language, `roster.terms.${term}`)} ${signed(amount)}`,
  );
  return lines.length > 0
    ? lines.join(translate(language, 'web.comma'))
    : translate(language, 'roster.board.costsNothing');
}

/** A number with its sign. */
export const signed = (amount: number): string =>
  amount < 0 ? `−${rounded(-amount)}` : `+${rounded(amount)}`;

const rounded = (amount: number) => Math.round(amount * 10) / 10;
