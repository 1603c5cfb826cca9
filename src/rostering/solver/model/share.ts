import type { Entry } from '../columns.js';
import type { DraftModel } from './draft-model.js';
import { ones, type SeatColumns, type Seating } from './seat-columns.js';

interface Shared {
  /** Sessions by which the doctor is ahead of others. */
  readonly ahead: number;
  readonly weight: number;
  readonly counts: (seat: SeatColumns) => boolean;
}

/** Terms load and unsocial: the first session costs as many units as the doctor is ahead by, each further one a unit more than the last. */
export function share(
  { columns }: DraftModel,
  { locked, open }: Seating,
  { ahead, weight, counts }: Shared,
): void {
  const kept = locked.filter(counts).length;
  columns.offset += weight * (kept * ahead + (kept * (kept - 1)) / 2);
  const counted = open.filter(counts);
  if (weight === 0 || counted.length === 0) return;
  const most = new Set(counted.map(({ slot }) => slot)).size;
  const rungs = Array.from({ length: most }, (_, i): Entry => [
    columns.column(weight * (ahead + kept + i), 1),
    -1,
  ]);
  columns.row(0, 0, [...counted.flatMap(ones), ...rungs]);
}
