import { reaches } from '../network/reach.js';
import type { Reach } from '../staff/actor.js';
import type { Comparison } from './rules-comparison.js';

const mostShown = 100;

/**
 * What an edition would change: by level, by rule, and the first visits.
 * @param reach whose visits are named; the counts are of all
 */
export function comparisonPage({ visits, isPart, changes }: Comparison, reach: Reach) {
  const moved = changes.filter(({ was, now }) => was !== now);
  return {
    visits,
    isPart,
    changed: changes.length,
    moved: moved.length,
    levels: counted(moved.map(({ was, now }) => `${was ?? 'none'} ${now}`)).map(([move, count]) => {
      const [was, now] = move.split(' ');
      return { was: was === 'none' ? undefined : was, now, count };
    }),
    gained: counted(changes.flatMap(({ gained }) => gained)).map(([rule, count]) => ({ rule, count })),
    lost: counted(changes.flatMap(({ lost }) => lost)).map(([rule, count]) => ({ rule, count })),
    shown: [...moved, ...changes.filter(({ was, now }) => was === now)]
      .filter(({ outlet }) => reaches(reach, outlet))
      .slice(0, mostShown),
  };
}

/** Each with how often it came, the most frequent first. */
function counted(all: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
