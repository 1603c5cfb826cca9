import { Check, Entity, Index } from 'typeorm';
import {
  DayColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
} from '../../database/columns.js';

/** What an outlet has ordered from its supplier. It is open until all has come or the rest is given up. */
@Entity('supply_order')
@Check('supply_order_some', 'units > 0 AND arrived >= 0')
@Index(['outletId', 'medicineId'], { where: 'closed_at IS NULL' })
@Index(['outletId', 'arrivedOn'])
export class SupplyOrder {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  @IntegerColumn()
  units: number;

  /** Units of it that have come. */
  @IntegerColumn({ default: 0 })
  arrived: number;

  @DayColumn()
  orderedOn: string;

  @InstantColumn()
  orderedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  orderedBy: string | null;

  @DayColumn()
  dueOn: string;

  /** The day on which the first of it came: that many days it took. */
  @DayColumn({ nullable: true })
  arrivedOn: string | null;

  @InstantColumn({ nullable: true })
  closedAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  closedBy: string | null;
}
