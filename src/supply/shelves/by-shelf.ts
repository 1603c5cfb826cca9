import type { ShelfChange } from '../../stock/ledger/shelf-change.js';

/** One key for an outlet's shelf of a medicine. */
export const shelfKey = ({ outletId, medicineId }: ShelfChange): string => `${outletId} ${medicineId}`;

/** Rows by the shelf that they are about. */
export function byShelf<T extends ShelfChange>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(shelfKey(row));
    if (group) group.push(row);
    else groups.set(shelfKey(row), [row]);
  }
  return groups;
}
