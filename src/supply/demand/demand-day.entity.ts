import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  DayColumn,
  InstantColumn,
  IntegerColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
} from '../../database/columns.js';

/** What a shelf was asked for on one day; a day without a row asked for nothing. */
@Entity('demand_day')
@Index(['on'])
export class DemandDay {
  @ReferenceKeyColumn('Outlet')
  outletId: string;

  @ReferenceKeyColumn('Medicine')
  medicineId: string;

  @PrimaryColumn('text')
  on: string;

  /** Units handed out, less those taken back. */
  @IntegerColumn({ default: 0 })
  units: number;

  /** Units that were asked for and were not there. */
  @IntegerColumn({ default: 0 })
  unmet: number;

  /** How often it was found with nothing usable; more than none makes it a day without stock. */
  @IntegerColumn({ default: 0 })
  outs: number;
}

/** What one visit could not be given; however often its form is sent, it counts once. */
@Entity('unmet_demand')
@Check('unmet_demand_some', 'units >= 0 AND asked >= units')
export class UnmetDemand {
  @PrimaryColumn('text')
  visitId: string;

  @ReferenceKeyColumn('Medicine')
  medicineId: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @DayColumn()
  on: string;

  /** Units that the visit asked for. */
  @IntegerColumn()
  asked: number;

  /** Units of them that it did not get. */
  @IntegerColumn()
  units: number;

  @InstantColumn()
  at: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  by: string | null;
}
