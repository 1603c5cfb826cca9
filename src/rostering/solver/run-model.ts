import type { Highs, HighsCallbackMap, ModelData } from 'highs';
import type { RosterSeat } from '../problem/problem.js';
import type { Columns } from './columns.js';
import type { Model } from './model/finished-model.js';

/** What a search of a whole model came to. */
export interface Searched {
  readonly roster: RosterSeat[];
  readonly bound: number;
  readonly proven: boolean;
}

/** Searches a model from a roster on, until it is proven good enough, time is up or it is stopped. */
export function runModel(
  highs: Highs,
  model: Model,
  from: readonly RosterSeat[],
  effort: { readonly seconds: number; readonly gap: number },
  stopped: () => boolean,
  tell: (progress: { best: number; bound: number }) => void = () => undefined,
): Searched {
  const { columns } = model;
  if (columns.cost.length === 0) return { roster: model.rosterOf([]), bound: columns.offset, proven: true };
  const isWhole = columns.integer.includes(1);
  return highs.withModel(dataOf(columns, highs, true), (native) => {
    const start = [...model.solutionOf(from)].sort(([a], [b]) => a - b);
    native.options.set({
      output_flag: false,
      mip_rel_gap: effort.gap,
      time_limit: Math.max(0.05, effort.seconds),
    });
    native.setSolution({
      indices: Int32Array.from(start, ([column]) => column),
      values: Float64Array.from(start, ([, value]) => value),
    });
    const { modelStatus } = native.run(callbacksFor(highs, stopped, tell));
    const isRoster = native.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
    return {
      roster: isRoster ? model.rosterOf(native.getSolution().colValue) : [...from],
      // A model in which nothing is left to choose is no mixed-integer one and has no bound but its cost.
      bound: isWhole ? Number(native.info.get('mip_dual_bound')) : native.getObjectiveValue(),
      proven: modelStatus === highs.constants.modelStatus.optimal,
    };
  });
}

/** What a relaxed model tells: what no roster can cost less than, and the shares of seats that would cost it. */
export interface Relaxed {
  readonly bound: number;
  readonly solution: Float64Array;
}

/** Solves a model without its whole numbers; undefined when there was no time for it. */
export function relax(
  highs: Highs,
  model: Model,
  seconds: number,
  stopped: () => boolean,
): Relaxed | undefined {
  return highs.withModel(dataOf(model.columns, highs, false), (native) => {
    native.options.set({
      output_flag: false,
      solver: 'ipm',
      run_crossover: 'off',
      time_limit: Math.max(0.05, seconds),
    });
    const { ipmInterrupt } = highs.constants.callbackType;
    const { modelStatus } = native.run({
      [ipmInterrupt]: (event) => (stopped() ? (event.interrupt(), undefined) : undefined),
    });
    if (modelStatus !== highs.constants.modelStatus.optimal) return undefined;
    return { bound: native.getObjectiveValue(), solution: native.getSolution().colValue };
  });
}

function callbacksFor(
  highs: Highs,
  stopped: () => boolean,
  tell: (progress: { best: number; bound: number }) => void,
): HighsCallbackMap {
  const { mipImprovingSolution, mipLogging, mipInterrupt, simplexInterrupt } = highs.constants.callbackType;
  const report = ({ data }: { data: { mip_primal_bound?: number; mip_dual_bound?: number } }): undefined => {
    const [best, bound] = [data.mip_primal_bound ?? Infinity, data.mip_dual_bound ?? -Infinity];
    if (Number.isFinite(best) && Number.isFinite(bound)) tell({ best, bound });
  };
  const stop = (event: { interrupt(): void }): undefined => {
    if (stopped()) event.interrupt();
  };
  return {
    [mipImprovingSolution]: report,
    [mipLogging]: report,
    [mipInterrupt]: stop,
    [simplexInterrupt]: stop,
  };
}

function dataOf(columns: Columns, highs: Highs, whole: boolean): ModelData {
  const finite = (bounds: readonly number[]) =>
    Float64Array.from(bounds, (bound) => Math.max(-highs.infinity, Math.min(highs.infinity, bound)));
  const [numCols, numRows] = [columns.cost.length, columns.rowLower.length];
  return {
    numCols,
    numRows,
    offset: columns.offset,
    colCost: Float64Array.from(columns.cost),
    colLower: finite(columns.lower),
    colUpper: finite(columns.upper),
    rowLower: finite(columns.rowLower),
    rowUpper: finite(columns.rowUpper),
    ...(whole && { integrality: Int32Array.from(columns.integer) }),
    matrix: {
      format: 'csr',
      numCols,
      numRows,
      starts: Int32Array.from(columns.starts),
      indices: Int32Array.from(columns.indices),
      values: Float64Array.from(columns.values),
    },
  };
}
