import type { Case } from './case.js';

/**
 * The editions of all rules together, the oldest first. A rule says from which edition it holds, and until which; a visit
 * keeps the edition that judged it. A new one is tried beside the one that holds before it begins (ADR 29).
 */
export const editions = ['2026-12b', '2027-01'] as const;
export type Edition = (typeof editions)[number];

export const oldestEdition: Edition = editions[0];
export const newestEdition: Edition = editions.at(-1)!;

export const isEdition = (text: unknown): text is Edition => editions.includes(text as Edition);

/** Whether something holds in an edition: from one on, and before another. */
export function holdsIn(
  edition: Edition,
  { since = oldestEdition, until }: { readonly since?: Edition; readonly until?: Edition },
): boolean {
  const at = editions.indexOf(edition);
  return at >= editions.indexOf(since) && (until === undefined || at < editions.indexOf(until));
}

/**
 * What an edition is the first to make milder: an older one judges without it. What can only raise a level is heard by all
 * of them: nobody goes home because the rules that hold do not know a grave answer yet.
 */
const news: Partial<Record<Edition, readonly (keyof Case)[]>> = {
  '2027-01': ['ageDays', 'altitudePoints'],
};

/** The case as an edition sees it. */
export function seenBy(edition: Edition, one: Case): Case {
  const unseen = editions
    .slice(editions.indexOf(edition) + 1)
    .flatMap((later) => news[later] ?? [])
    .filter((field) => one[field] !== undefined);
  if (unseen.length === 0) return one;
  return Object.fromEntries(
    Object.entries(one).filter(([field]) => !unseen.includes(field as never)),
  ) as Case;
}
