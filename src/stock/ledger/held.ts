import type { Held } from '../../database/hold-order.js';
import { lotNumber } from '../domain/lot-number.js';
import type { ShelfChange } from './shelf-change.js';

/** A shelf, for whoever chooses among its lots or judges what is left. */
export const heldShelf = ({ outletId, medicineId }: ShelfChange): Held => ({
  kind: 'shelf',
  key: `${outletId}/${medicineId}`,
});

/** A lot's number across the network: it is on a shelf for the first time, or it is recalled. */
export const heldNumber = (lot: { readonly medicineId: string; readonly number: string }): Held => ({
  kind: 'lot-number',
  key: `${lot.medicineId}/${lotNumber(lot.number)}`,
});
