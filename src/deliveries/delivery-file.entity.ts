import { Entity, Index } from 'typeorm';
import { InstantColumn, JsonColumn, KeyColumn, ReferenceColumn, TextColumn } from '../database/columns.js';
import type { ChosenColumns } from '../imports/domain/columns.js';
import type { Table } from '../imports/table.js';

/** A supplier's file on its way in: looked at, then taken in whole. */
@Entity('delivery_file')
@Index(['outletId', 'digest'])
export class DeliveryFile {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @TextColumn()
  fileName: string;

  @JsonColumn()
  table: Table;

  /** Stands for what the file says, whatever it is called. */
  @TextColumn()
  digest: string;

  /** Which heading somebody has said to hold which field; null where the known headings do. */
  @JsonColumn({ nullable: true })
  chosen: ChosenColumns | null;

  @InstantColumn()
  uploadedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  uploadedBy: string | null;

  @InstantColumn({ nullable: true })
  takenAt: Date | null;
}
