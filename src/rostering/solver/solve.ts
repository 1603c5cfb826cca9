import { costOf } from '../problem/cost.js';
import type { Cost, RosterSeat, Problem } from '../problem/problem.js';
import { greedyRoster } from './greedy.js';
import { loadHighs } from './highs.js';
import { improve } from './improve.js';
import { modelOf } from './model.js';
import { relax, runModel } from './run-model.js';

/** How long to look, and how near the best possible is near enough. */
export interface Effort {
  readonly seconds: number;
  /** (cost − bound) / cost. */
  readonly gap: number;
}

/** How a search stands: what the best roster so far costs, and what none can be below. */
export interface Progress {
  readonly best: number;
  readonly bound: number;
  readonly gap: number;
  readonly seconds: number;
}

/** Watches a search, and may end it early. */
export interface Watch {
  tell(progress: Progress): void;
  stopped(): boolean;
}

export interface Found {
  /** `best`: within the gap that was asked for; `in-time`: the best so far when time ran out or it was stopped. */
  readonly status: 'best' | 'in-time';
  readonly roster: RosterSeat[];
  readonly cost: Cost;
  readonly bound: number;
  readonly gap: number;
  readonly seconds: number;
}

/** Above so many columns a model is improved part by part rather than searched as a whole. */
const wholeUpTo = 6000;

/**
 * Finds a roster that costs little, and how little any could cost; blocks its thread until done. It starts with the
 * greedy roster, so that there is one however little time there is. Small problems are searched as a whole. For large
 * ones the relaxed model gives the bound and a better start, which is improved part by part: some seats are freed and
 * solved anew, all others staying, until the gap is small enough.
 */
export async function solve(problem: Problem, effort: Effort, watch: Watch): Promise<Found> {
  const highs = await loadHighs({ print: () => undefined, printErr: () => undefined });
  const began = Date.now();
  const seconds = () => (Date.now() - began) / 1000;
  const left = () => effort.seconds - seconds();
  const stopped = () => left() <= 0 || watch.stopped();

  let roster = greedyRoster(problem);
  let best = costOf(problem, roster).total;
  let bound = -Infinity;
  const near = () => gapOf(best, bound) <= effort.gap;
  const tell = () => watch.tell({ best, bound, gap: gapOf(best, bound), seconds: seconds() });
  tell();

  const model = modelOf(problem);
  if (model.columns.cost.length <= wholeUpTo) {
    const found = runModel(highs, model, roster, { seconds: left(), gap: effort.gap }, stopped, (progress) =>
      watch.tell({ ...progress, gap: gapOf(progress.best, progress.bound), seconds: seconds() }),
    );
    // Stopped early enough, a search has not even taken up where it was to start.
    if (costOf(problem, found.roster).total < best) roster = found.roster;
    bound = found.bound;
  } else {
    const better = (found: RosterSeat[]) => {
      roster = found;
      best = costOf(problem, roster).total;
      tell();
    };
    const relaxed = relax(highs, model, left(), stopped);
    bound = relaxed?.bound ?? -Infinity;
    tell();
    const leaning = greedyRoster(problem, relaxed && model.leaningsOf(relaxed.solution));
    if (costOf(problem, leaning).total < best) better(leaning);
    improve(highs, problem, roster, () => stopped() || near(), better);
  }

  const cost = costOf(problem, roster);
  bound = Math.min(bound, cost.total);
  const gap = gapOf(cost.total, bound);
  const status = gap <= effort.gap + 1e-9 ? 'best' : 'in-time';
  return { status, roster, cost, bound, gap, seconds: seconds() };
}

/** How much of a cost might still be saved, as a share of it; 1 while nothing is known. */
export function gapOf(cost: number, bound: number): number {
  if (cost - bound <= 1e-6 * Math.max(1, Math.abs(cost))) return 0;
  return Number.isFinite(bound) ? (cost - bound) / Math.abs(cost) : 1;
}
