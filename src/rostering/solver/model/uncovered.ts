import { worthOf } from '../../problem/cost.js';
import type { DraftModel } from './draft-model.js';

/** Term uncovered, and rule that no need is overfilled. @returns the column of what each need lacks */
export function cover({ columns, fillers, problem }: DraftModel): Map<string, number> {
  return new Map(
    problem.needs.map((need) => {
      const column = columns.column(problem.weights.uncovered * worthOf(need), need.doctors);
      columns.row(need.doctors, need.doctors, [[column, 1], ...(fillers.get(need) ?? [])]);
      return [need.id, column];
    }),
  );
}
