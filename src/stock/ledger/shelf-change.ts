import type { Day } from '../../config/domain/calendar.js';
import type { ActName, Acts } from '../../database/act.js';

/** What changed on a shelf; alerts listen for it. */
export interface ShelfChange {
  readonly outletId: string;
  readonly medicineId: string;
}

export const shelfOf = ({ outletId, medicineId }: ShelfChange): ShelfChange => ({ outletId, medicineId });

/** The shelves that an act has touched: each is looked at once, when the unit of work is done. */
export interface Shelves {
  readonly shelves: readonly ShelfChange[];
}

/** What was moved on one shelf. */
export interface Moved extends Shelves {
  /** Units. */
  readonly units: number;
  /** The day for which it counts: a visit that is noted late belongs to its own. */
  readonly on: Day;
}

/** The acts on one shelf that carry no more than which it was. */
export type ShelfAct = {
  [Name in ActName]: Acts[Name] extends Shelves ? (Shelves extends Acts[Name] ? Name : never) : never;
}[ActName] &
  `stock.${string}`;

/** Where an act on one shelf happened, as the trail says it. */
export const atShelf = ({ outletId, medicineId }: ShelfChange) => ({
  subject: { kind: 'shelf', id: `${outletId}/${medicineId}` },
  outletId,
});
