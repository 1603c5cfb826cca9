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
import type { Slot } from '../network/domain/opening-hours.js';
import type { Saying } from './domain/availability.js';

/** When a doctor can in any week, how many hours at most, and whether they have agreed to overtime. */
@Entity('availability')
@Check('availability_most_hours', 'most_hours BETWEEN 0 AND 48')
export class Availability {
  @ReferenceKeyColumn('Doctor')
  doctorId: string;

  /** 21 letters: see `SaidWeek`. */
  @TextColumn()
  week: string;

  /** Hours a week. */
  @IntegerColumn()
  mostHours: number;

  @FlagColumn()
  overtime: boolean;

  @InstantColumn()
  saidAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  saidBy: string | null;
}

/** A slot of a day that is otherwise than the doctor's week; the latest word counts. */
@Entity('availability_exception')
@Check('availability_exception_slot', `slot IN ('morning', 'afternoon', 'evening')`)
@Check('availability_exception_says', `says IN ('can', 'likes', 'rather-not', 'cannot')`)
@Index(['doctorId', 'on', 'slot'], { unique: true })
@Index(['on'])
export class AvailabilityException {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Doctor')
  doctorId: string;

  @DayColumn()
  on: string;

  @TextColumn()
  slot: Slot;

  @TextColumn()
  says: Saying;

  @TextColumn({ nullable: true })
  note: string | null;
}

/** Whether and from when to when a home hospital lends a doctor; without one they are lent. */
@Entity('loan')
export class Loan {
  @ReferenceKeyColumn('Doctor')
  doctorId: string;

  @FlagColumn()
  lent: boolean;

  @DayColumn({ nullable: true })
  from: string | null;

  @DayColumn({ nullable: true })
  until: string | null;
}

/** How many of its lent doctors a home hospital keeps at least, by slot. */
@Entity('home_minimum')
@Check('home_minimum_counts', 'morning >= 0 AND afternoon >= 0 AND evening >= 0')
export class HomeMinimum {
  @ReferenceKeyColumn('Facility')
  facilityId: string;

  @IntegerColumn()
  morning: number;

  @IntegerColumn()
  afternoon: number;

  @IntegerColumn()
  evening: number;
}
