import type { Seat } from '../../problem/problem.js';
import type { DraftModel } from './draft-model.js';
import { isAt, type Seating } from './seat-columns.js';

/** Term changes: each published seat that its doctor does not keep costs. */
export function keepPublished(
  model: DraftModel,
  { locked, open }: Seating,
  published: readonly Seat[],
): void {
  const { changes } = model.problem.weights;
  for (const seat of published) {
    if (locked.some((one) => isAt(one, seat))) continue;
    model.columns.offset += changes;
    const kept = open.find((one) => isAt(one, seat));
    if (kept) model.addCost(kept, -changes);
  }
}
