import { Check, Entity } from 'typeorm';
import { IntegerColumn, ReferenceKeyColumn } from '../../database/columns.js';

/** Below how many usable units an outlet's shelf is low by somebody's word; others are reckoned from the demand. */
@Entity('reorder_level')
@Check('reorder_level_not_negative', 'units >= 0')
export class ReorderLevel {
  @ReferenceKeyColumn('Outlet')
  outletId: string;

  @ReferenceKeyColumn('Medicine')
  medicineId: string;

  @IntegerColumn()
  units: number;
}
