import type { ChosenColumns } from './domain/columns.js';
import type { RowSource } from './domain/rows.js';
import type { Table } from './table.js';

/** A file that was read, with what somebody has said of it. */
export interface SaidFile {
  readonly table: Table;
  readonly chosen: ChosenColumns | null;
  readonly leftAlone?: readonly string[] | null;
}

/** A file's table as its rows are read from it. */
export const sourceOf = ({ table, chosen, leftAlone }: SaidFile): RowSource => ({
  ...table,
  ...(chosen && { chosen }),
  ...(leftAlone && { left: leftAlone }),
});
