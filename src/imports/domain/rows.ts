import { isShortened } from '../../values/number.js';
import { tidy } from '../../values/text.js';
import type { Facts, FileFacts, Parsed } from './changeset.js';
import { type ChosenColumns, type KnownColumns, mapColumns } from './columns.js';

/** A file's table, with what somebody has said of it. */
export interface RowSource extends FileFacts {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly shortened?: readonly (readonly [number, number])[];
  /** What somebody has said of its columns. */
  readonly chosen?: ChosenColumns;
}

/** One row, by its fields. */
export interface Row<Field extends string> {
  /** What stands there, tidied; a blank where nothing does, or the file has no such column. */
  readonly text: (field: Field) => string;
  /** The same with its line ends. */
  readonly raw: (field: Field) => string;
  /** Whether the file has a column of it at all. */
  readonly has: (field: Field) => boolean;
}

/**
 * Reads the rows of a table. A row with a number that a spreadsheet has cut short in a column that counts is refused: what
 * it was, nobody knows.
 * @param needed fields without which no row can be read; `missing` are those that the file lacks
 */
export function readRows<Field extends string, F extends Facts>(
  table: RowSource,
  known: KnownColumns<Field>,
  needed: readonly NoInfer<Field>[],
  read: (row: Row<Field>, index: number) => Parsed<F>,
): { parsed: Parsed<F>[]; missing: Field[] } {
  const columns = mapColumns(table.headings, known, table.chosen);
  const missing = needed.filter((field) => columns[field] < 0);
  const shortened = new Set((table.shortened ?? []).map(([row, column]) => `${row} ${column}`));
  const fields = Object.keys(columns) as Field[];
  const parsed = table.rows.map((cells, index): Parsed<F> => {
    const raw = (field: Field) => cells[columns[field]] ?? '';
    const cut = fields.find(
      (field) =>
        shortened.has(`${index} ${columns[field]}`) || (columns[field] >= 0 && isShortened(raw(field))),
    );
    if (cut) return { rejection: { reason: 'long-number', column: cut } };
    return read({ raw, text: (field) => tidy(raw(field)), has: (field) => columns[field] >= 0 }, index);
  });
  return { parsed, missing };
}
