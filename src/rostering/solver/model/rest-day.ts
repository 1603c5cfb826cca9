import { grouped } from '../../problem/grouped.js';
import type { DraftModel } from './draft-model.js';
import { one, type Seating } from './seat-columns.js';

/** Rule: so many days of work a week at most. */
export function restADay(model: DraftModel, { locked, open }: Seating): void {
  const { limits } = model.problem;
  for (const [week, seats] of grouped(open, ({ span }) => span.week)) {
    const kept = new Set(locked.filter(({ span }) => span.week === week).map(({ span }) => span.on));
    const days = grouped(
      seats.filter(({ span }) => !kept.has(span.on)),
      ({ span }) => span.on,
    );
    if (days.size + kept.size <= limits.workDaysWeek) continue;
    const worked = [...days.values()].map((ofDay) => model.once(ofDay, 0));
    model.atMost(Math.max(0, limits.workDaysWeek - kept.size), worked.map(one));
  }
}
