import { Check, Entity, Index } from 'typeorm';
import {
  DayColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  TextColumn,
} from '../database/columns.js';
import type { Slot } from '../network/domain/opening-hours.js';

/** One outlet, one date, one slot. */
@Entity('session')
@Check('session_slot', `slot IN ('morning', 'afternoon', 'evening')`)
@Index(['outletId', 'on', 'slot'], { unique: true })
@Index(['on'])
export class Session {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @DayColumn()
  on: string;

  @TextColumn()
  slot: Slot;
}

export type Answer = 'confirmed' | 'declined';

/** A doctor's being sent to a session. Its key is the calendar entry's, for as long as it is moved about. */
@Entity('assignment')
@Index(['doctorId', 'on', 'slot'], { unique: true, where: 'cancelled_at IS NULL' })
@Index(['sessionId'])
@Index(['on'])
@Check('assignment_attendance', 'left_at IS NULL OR (arrived_at IS NOT NULL AND left_at >= arrived_at)')
@Check('assignment_answer', `answer IN ('confirmed', 'declined')`)
export class Assignment {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Session')
  sessionId: string;

  @ReferenceColumn('Doctor')
  doctorId: string;

  /** The session's day and slot again, so that the database itself holds a doctor to one place at a time. */
  @DayColumn()
  on: string;

  @TextColumn()
  slot: Slot;

  /** How often it was changed: calendars keep the entry with the highest number. */
  @IntegerColumn()
  sequence: number;

  @InstantColumn()
  assignedAt: Date;

  /** When the doctor was last told something new of it. */
  @InstantColumn()
  changedAt: Date;

  /** What the doctor answered to the last that they were told. */
  @TextColumn({ nullable: true })
  answer: Answer | null;

  @InstantColumn({ nullable: true })
  answeredAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  assignedBy: string | null;

  /** When the doctor came to the outlet, and left it. */
  @InstantColumn({ nullable: true })
  arrivedAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  arrivedBy: string | null;

  @InstantColumn({ nullable: true })
  leftAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  leftBy: string | null;

  /** When the officers were told that the doctor is late, and that nobody is there. */
  @InstantColumn({ nullable: true })
  lateToldAt: Date | null;

  @InstantColumn({ nullable: true })
  absentToldAt: Date | null;

  @InstantColumn({ nullable: true })
  cancelledAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  cancelledBy: string | null;

  @TextColumn({ nullable: true })
  cancelReason: string | null;
}
