import { Check, Entity, Index } from 'typeorm';
import {
  DayColumn,
  FlagColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../database/columns.js';

/** How much of a group of medicines one person may have in so many rolling days, anywhere in the network. */
@Entity('selling_limit')
@Check('selling_limit_days', 'days > 0')
export class SellingLimit {
  @KeyColumn()
  id: string;

  @TextColumn()
  name: string;

  /** Where it holds: in a district, at a chain's outlets, at both together, or everywhere. */
  @ReferenceColumn('District', { nullable: true })
  districtId: string | null;

  @ReferenceColumn('Chain', { nullable: true })
  chainId: string | null;

  @IntegerColumn()
  days: number;

  /** Whether only one medicine of the group may be had, not some of each. */
  @FlagColumn()
  onlyOne: boolean;

  @DayColumn()
  startsOn: string;

  /** The last day on which it holds. */
  @DayColumn({ nullable: true })
  endsOn: string | null;

  @InstantColumn()
  setAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  setBy: string | null;
}

/** One medicine of a limit's group. */
@Entity('limit_medicine')
@Check('limit_medicine_some', 'most > 0')
export class LimitMedicine {
  @ReferenceKeyColumn('SellingLimit')
  limitId: string;

  @ReferenceKeyColumn('Medicine')
  medicineId: string;

  /** Units, if it were the only one. */
  @IntegerColumn()
  most: number;
}

/** A line of the real-name register: who received a restricted medicine. */
@Entity('restricted_sale')
@Check('restricted_sale_some', 'units > 0')
@Index(['buyerNumber', 'on'])
@Index(['forNumber', 'on'])
@Index(['outletId', 'on'])
@Index(['visitId'])
export class RestrictedSale {
  @KeyColumn()
  id: string;

  @TextColumn()
  visitId: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  @IntegerColumn()
  units: number;

  @DayColumn()
  on: string;

  /** The identity number (GB 11643) or other document of whoever received it; for a child the guardian's. */
  @TextColumn()
  buyerNumber: string;

  @TextColumn()
  buyerName: string;

  /** The number of whom it is for, where that is somebody else. */
  @TextColumn({ nullable: true })
  forNumber: string | null;

  @InstantColumn()
  at: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  by: string | null;

  /** When a correction of the visit took it back. */
  @InstantColumn({ nullable: true })
  takenBackAt: Date | null;
}
