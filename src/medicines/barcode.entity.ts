import { Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, IntegerColumn, ReferenceColumn } from '../database/columns.js';

/** What stands on packs of a medicine beside the catalogue's own barcode: of another maker, or of another pack. */
@Entity('medicine_barcode')
@Index(['medicineId'])
export class MedicineBarcode {
  /** The 14 digits of a GTIN, or the seven by which the pack's traceability codes begin. */
  @PrimaryColumn('text')
  code: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  /** Units in the pack that carries it; null where it is the catalogue's. */
  @IntegerColumn({ nullable: true })
  packSize: number | null;

  @InstantColumn()
  taughtAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  taughtBy: string | null;
}
