import { Check, Entity, Index } from 'typeorm';
import { InstantColumn, IntegerColumn, KeyColumn, ReferenceColumn, TextColumn } from '../database/columns.js';

/** A shelf that fell below its reorder level, from when it did until it recovered. */
@Entity('alert')
@Check('alert_kind', `kind IN ('low')`)
@Index(['kind', 'outletId', 'medicineId'], { unique: true, where: 'closed_at IS NULL' })
@Index(['openedAt'])
export class Alert {
  @KeyColumn()
  id: string;

  @TextColumn()
  kind: 'low';

  @ReferenceColumn('Outlet')
  outletId: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  /** Usable units when it was opened. */
  @IntegerColumn()
  usable: number;

  @IntegerColumn()
  reorderLevel: number;

  @InstantColumn()
  openedAt: Date;

  @InstantColumn({ nullable: true })
  closedAt: Date | null;
}
