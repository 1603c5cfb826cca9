import { Entity } from 'typeorm';
import {
  DayColumn,
  DecimalColumn,
  IntegerColumn,
  JsonColumn,
  ReferenceKeyColumn,
} from '../../database/columns.js';
import type { Demand } from '../domain/demand.js';

/** What a shelf is expected to need, reckoned anew when a day is over. Quantities in units. */
@Entity('shelf_plan')
export class ShelfPlan {
  @ReferenceKeyColumn('Outlet')
  outletId: string;

  @ReferenceKeyColumn('Medicine')
  medicineId: string;

  /** The first day of the shelf. */
  @DayColumn()
  firstOn: string;

  /** The last day that it has learnt from. */
  @DayColumn()
  throughOn: string;

  @JsonColumn()
  demand: Demand;

  /** Days whose demand was known. */
  @IntegerColumn()
  known: number;

  /** From how many neighbours its demand is taken while it knows too little itself; 0 if it is its own. */
  @IntegerColumn()
  lentBy: number;

  /** Expected over the protected days, and held for chance. */
  @DecimalColumn({ nullable: true })
  expected: number | null;

  @DecimalColumn({ nullable: true })
  safety: number | null;

  @IntegerColumn()
  protectedDays: number;

  @IntegerColumn()
  leadDays: number;

  /** From how many deliveries the lead time was taken; 0 if it is the network's usual one. */
  @IntegerColumn()
  leadsSeen: number;

  @IntegerColumn({ nullable: true })
  point: number | null;

  @IntegerColumn({ nullable: true })
  upTo: number | null;

  /** A day that takes more than this is unusual. */
  @IntegerColumn({ nullable: true })
  unusualAbove: number | null;

  /** The last days, 28 at most, and those of them without enough stock. */
  @IntegerColumn()
  days: number;

  @IntegerColumn()
  daysOut: number;

  /** Of these, the ones on which it had nothing at all. */
  @IntegerColumn()
  daysEmpty: number;

  /** Units noted late for days that it had learnt from already: the next day carries them. */
  @IntegerColumn({ default: 0 })
  carried: number;

  /** Units handed out on them, and asked for in vain. */
  @IntegerColumn()
  units: number;

  @IntegerColumn()
  unmet: number;
}

/** All that a level and what a day takes are made of; what a plan has learnt from is large, and read only to learn more. */
export const levelColumns = {
  outletId: true,
  medicineId: true,
  point: true,
  upTo: true,
  units: true,
  days: true,
  daysEmpty: true,
} as const;
