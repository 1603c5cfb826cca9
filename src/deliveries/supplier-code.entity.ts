import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, ReferenceColumn, ReferenceKeyColumn } from '../database/columns.js';

/** What a supplier calls a medicine in the files that an outlet receives: neither the catalogue's code nor a barcode. */
@Entity('supplier_code')
export class SupplierCode {
  @ReferenceKeyColumn('Outlet')
  outletId: string;

  @PrimaryColumn('text')
  code: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  @InstantColumn()
  saidAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  saidBy: string | null;
}
