import { Check, Entity, Index } from 'typeorm';
import type { Day } from '../../config/domain/calendar.js';
import {
  DayColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  KeyColumn,
  ReferenceColumn,
  TextColumn,
} from '../../database/columns.js';
import type { Slot } from '../../network/domain/opening-hours.js';

/** One session's change, by the names of the time. */
export interface VersionChange {
  readonly kind: 'assigned' | 'moved' | 'cancelled';
  readonly doctor: string;
  readonly outletId: string;
  readonly outlet: string;
  readonly on: Day;
  readonly slot: Slot;
  readonly former?: { readonly outlet: string; readonly on: Day; readonly slot: Slot };
}

/** What was published of a week at one time: each act that changed what doctors and outlets were told. */
@Entity('roster_version')
@Index(['week', 'number'], { unique: true })
export class RosterVersion {
  @KeyColumn()
  id: string;

  /** The week's Monday. */
  @DayColumn()
  week: Day;

  /** From 1 upwards. */
  @IntegerColumn()
  number: number;

  @InstantColumn()
  at: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  by: string | null;

  @JsonColumn()
  changes: readonly VersionChange[];
}

/** A private address at which a doctor's or an outlet's sessions can be subscribed to. */
@Entity('calendar_feed')
@Index(['tokenHash'], { unique: true })
@Check('calendar_feed_kind', `kind IN ('doctor', 'outlet')`)
export class CalendarFeed {
  /** The doctor's or the outlet's. */
  @KeyColumn()
  ownerId: string;

  @TextColumn()
  kind: 'doctor' | 'outlet';

  @TextColumn()
  tokenHash: string;

  @InstantColumn()
  madeAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  madeBy: string | null;
}
