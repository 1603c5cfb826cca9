import type { SearchState } from './searches.service.js';

/** How a search stands, as it is printed: whole costs, a gap in percent, whole seconds. */
export function searchPage(search: SearchState, now: Date) {
  const { progress, startedAt } = search;
  return {
    ...search,
    // A bound that is not known yet does not survive being written as JSON.
    progress: progress && {
      best: Math.round(progress.best),
      bound: Number.isFinite(progress.bound ?? NaN) ? Math.round(progress.bound) : undefined,
    },
    gapPercent: progress && Math.round(progress.gap * 1000) / 10,
    seconds: Math.round((now.getTime() - startedAt.getTime()) / 1000),
  };
}
