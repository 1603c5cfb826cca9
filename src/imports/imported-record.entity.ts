import { Check, Entity, PrimaryColumn } from 'typeorm';
import { IntegerColumn, JsonColumn, ReferenceKeyColumn, TextColumn } from '../database/columns.js';
import type { KeptReason, State } from './domain/taking-back.js';

/** One record that an import wrote, as it was before and after, so that the import can be taken back. */
@Entity('imported_record')
@Check(
  'imported_record_outcome',
  `outcome IS NULL OR outcome IN ('back', 'changed-since', 'in-use', 'taken')`,
)
export class ImportedRecord {
  @ReferenceKeyColumn('RegisterImport')
  importId: string;

  /** In the order of writing, from 1; taking back goes the other way. */
  @PrimaryColumn('integer')
  number: number;

  /** The row of the file that it was written for. */
  @IntegerColumn()
  row: number;

  /** Which register it is of: a row of outlets may add a district too. */
  @TextColumn()
  register: string;

  @TextColumn()
  recordKey: string;

  /** What people called it then. */
  @TextColumn()
  name: string;

  /** Null where the import added it. */
  @JsonColumn({ nullable: true })
  was: State | null;

  @JsonColumn()
  became: State;

  /** Null until it was taken back, or kept for a reason. */
  @TextColumn({ nullable: true })
  outcome: 'back' | KeptReason | null;
}
