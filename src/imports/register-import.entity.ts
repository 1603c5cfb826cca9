import { Check, Entity, Index } from 'typeorm';
import { InstantColumn, JsonColumn, KeyColumn, ReferenceColumn, TextColumn } from '../database/columns.js';
import type { Table } from './table.js';
import type { Counts } from './domain/changeset.js';

export const importKinds = ['outlets', 'facilities', 'capacity', 'availability', 'medicines'] as const;
export type ImportKind = (typeof importKinds)[number];

/** A register's file on its way in: looked at, then applied. */
@Entity('register_import')
@Check('register_import_kind', `kind IN ('outlets', 'facilities', 'capacity', 'availability', 'medicines')`)
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

  @InstantColumn()
  uploadedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  uploadedBy: string | null;

  /** Since when it is being applied; a lease, so that a stopped process does not block it for ever. */
  @InstantColumn({ nullable: true })
  applyingSince: Date | null;

  @InstantColumn({ nullable: true })
  appliedAt: Date | null;

  /** What was applied, once it was. */
  @JsonColumn({ nullable: true })
  counts: Counts | null;
}
