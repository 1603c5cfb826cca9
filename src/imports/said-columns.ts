import { RowsField, TextField } from '../web/fields.js';
import type { ChosenColumns, KnownColumns } from './domain/columns.js';

class SaidColumn {
  @TextField({ max: 60 })
  field: string;

  /** Blank where the file says nothing of the field. */
  @TextField({ max: 200, optional: true })
  heading?: string;
}

/** Which column of a file holds what, as a form says it. */
export class SaidColumns {
  @RowsField(() => SaidColumn, { most: 200 })
  columns: SaidColumn[] = [];
}

/** What a form says of a file's columns, as far as there are such fields and such headings. */
export const chosenOf = (
  { columns }: SaidColumns,
  known: KnownColumns,
  headings: readonly string[],
): ChosenColumns =>
  Object.fromEntries(
    columns
      .map(({ field, heading = '' }) => [field, heading] as const)
      .filter(([field, heading]) => field in known && (heading === '' || headings.includes(heading))),
  );
