import { Check, Entity, Index } from 'typeorm';
import {
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  KeyColumn,
  ReferenceColumn,
  TextColumn,
} from '../database/columns.js';
import type { Acting } from '../staff/actor.js';
import type { Table } from './table.js';
import type { Counts } from './domain/changeset.js';
import type { ChosenColumns } from './domain/columns.js';

export const importKinds = [
  'outlets',
  'facilities',
  'capacity',
  'availability',
  'medicines',
  'safety-rules',
] as const;
export type ImportKind = (typeof importKinds)[number];

/** A register's file on its way in: looked at, then applied. */
@Entity('register_import')
@Check(
  'register_import_kind',
  `kind IN ('outlets', 'facilities', 'capacity', 'availability', 'medicines', 'safety-rules')`,
)
@Index(['uploadedAt'])
export class RegisterImport {
  @KeyColumn()
  id: string;

  @TextColumn()
  kind: ImportKind;

  @TextColumn()
  fileName: string;

  @JsonColumn()
  table: Table;

  /** Which heading somebody has said to hold which field; null where the known headings do. */
  @JsonColumn({ nullable: true })
  chosen: ChosenColumns | null;

  /** Fields that somebody has said to leave as they are in the register. */
  @JsonColumn({ nullable: true })
  leftAlone: readonly string[] | null;

  @InstantColumn()
  uploadedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  uploadedBy: string | null;

  /** Since when it is being applied; null again where that failed, and what is left may be looked at anew. */
  @InstantColumn({ nullable: true })
  applyingSince: Date | null;

  @InstantColumn({ nullable: true })
  appliedAt: Date | null;

  /** What is applied, as it was looked at. */
  @JsonColumn({ nullable: true })
  counts: Counts | null;

  /** The last row of the file that is through; rows are applied in their order. */
  @IntegerColumn({ default: 0 })
  appliedThrough: number;

  /** Of the lines that change the register, those that are through, and all of them. */
  @IntegerColumn({ default: 0 })
  linesDone: number;

  @IntegerColumn({ nullable: true })
  linesTotal: number | null;

  /** How many records it wrote: a line may add a district besides its outlet. */
  @IntegerColumn({ default: 0 })
  recordsWritten: number;

  /** Since when it is being taken back. */
  @InstantColumn({ nullable: true })
  takingBackSince: Date | null;

  @InstantColumn({ nullable: true })
  takenBackAt: Date | null;

  /** Of the records that it wrote, those that were looked at on the way back; the last written comes first. */
  @IntegerColumn({ default: 0 })
  recordsBack: number;

  /** Rows of possible duplicates that are taken all the same. */
  @JsonColumn({ nullable: true })
  taken: readonly number[] | null;

  /** By whom it is applied or taken back, and how far they reached when they said so. */
  @JsonColumn({ nullable: true })
  applyingAs: Acting | null;

  /** Which process works on it, and until when no other may. */
  @TextColumn({ nullable: true })
  leasedBy: string | null;

  @InstantColumn({ nullable: true })
  leasedUntil: Date | null;
}

/** All that says how far an import is; its file's table is large, and read only to be compared. */
export const stateColumns = {
  id: true,
  kind: true,
  uploadedBy: true,
  applyingSince: true,
  appliedAt: true,
  counts: true,
  taken: true,
  appliedThrough: true,
  linesDone: true,
  linesTotal: true,
  recordsWritten: true,
  takingBackSince: true,
  takenBackAt: true,
  recordsBack: true,
  leasedBy: true,
  leasedUntil: true,
} as const;
