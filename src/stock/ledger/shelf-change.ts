import type { ActName, Acts } from '../../database/act.js';

/** What changed on a shelf; alerts listen for it. */
export interface ShelfChange {
  readonly outletId: string;
  readonly medicineId: string;
}

/** The shelves that an act has touched: each is looked at once, when the unit of work is done. */
export interface Shelves {
  readonly shelves: readonly ShelfChange[];
}

/** The acts on one shelf. */
export type ShelfAct = {
  [Name in ActName]: Acts[Name] extends Shelves ? Name : never;
}[ActName] &
  `stock.${string}`;
