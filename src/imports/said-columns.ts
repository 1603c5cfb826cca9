import { RowsField, TextField } from '../web/fields.js';
import { refusal } from '../web/domain/refusal.js';
import { type ChosenColumns, headingFolded, type KnownColumns } from './domain/columns.js';

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

/** A heading was chosen that the file does not have. */
export const NoSuchHeading = refusal('no-such-heading', { kind: 'invalid' });

/** What a form says of a file's columns, as far as there are such fields. @throws NoSuchHeading */
export const chosenOf = (
  { columns }: SaidColumns,
  known: KnownColumns,
  headings: readonly string[],
): ChosenColumns =>
  Object.fromEntries(
    columns
      .map(({ field, heading = '' }) => [field, heading] as const)
      .filter(([field]) => field in known)
      .map(([field, heading]) => {
        const own = headings.find((one) => headingFolded(one) === headingFolded(heading));
        if (heading !== '' && own === undefined) throw new NoSuchHeading({ heading });
        return [field, heading === '' ? '' : own!];
      }),
  );
