import { Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, IntegerColumn, ReferenceColumn } from '../database/columns.js';

/** A barcode of a medicine beside the catalogue's own: of another maker, or of another pack. */
@Entity('medicine_barcode')
@Index(['medicineId'])
export class MedicineBarcode {
  /** 14 digits. */
  @PrimaryColumn('text')
  gtin: string;

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
