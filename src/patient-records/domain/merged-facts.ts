/** Of which record a fact is kept. */
export type Side = 'kept' | 'merged';

/**
 * What the record says that stays: of each fact the one that was chosen; without a choice its own, or what it lacks and the
 * other has.
 */
export function mergedFacts<F extends object>(
  kept: F,
  merged: F,
  chosen: Readonly<Partial<Record<keyof F, Side>>>,
): F {
  const facts = Object.keys(kept) as (keyof F)[];
  const of = (fact: keyof F) =>
    chosen[fact] ? (chosen[fact] === 'kept' ? kept : merged)[fact] : (kept[fact] ?? merged[fact]);
  return Object.fromEntries(facts.map((fact) => [fact, of(fact)])) as F;
}

/**
 * What the record that stayed says again when two are parted: each fact as before the merge, unless it changed since: what
 * came to be known later is true of somebody who was seen under this record, and stays.
 */
export function partedFacts<F extends object>(now: F, before: F, after: F): F {
  const facts = Object.keys(before) as (keyof F)[];
  return Object.fromEntries(
    facts.map((fact) => [fact, now[fact] === after[fact] ? before[fact] : now[fact]]),
  ) as F;
}

/** The facts in which two records differ. */
export const differing = <F extends object>(one: F, other: F): (keyof F)[] =>
  (Object.keys(one) as (keyof F)[]).filter((fact) => one[fact] !== other[fact]);
