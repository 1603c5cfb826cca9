import { Check, Entity, Index } from 'typeorm';
import type { Day } from '../../config/domain/calendar.js';
import {
  DayColumn,
  FlagColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../../database/columns.js';
import type { Slot } from '../../network/domain/opening-hours.js';
import type { Expectations } from '../../needs/needs.service.js';
import type { Cost } from '../../rostering/problem/problem.js';
import type { Progress } from '../../rostering/solver/solve.js';

/** How good the roster was that a search proposed. */
export interface Proposal {
  /** `best`: within the gap that was asked for; `in-time`: the best so far when time ran out or it was stopped. */
  readonly status: 'best' | 'in-time';
  readonly cost: Cost;
  readonly bound: number;
  readonly gap: number;
  readonly seconds: number;
  readonly at: string;
}

/** The roster of a week while officers think about it; nobody is told of it. */
@Entity('roster_draft')
export class RosterDraft {
  /** The week's Monday. */
  @KeyColumn()
  week: Day;

  /** Goes up with every change. */
  @IntegerColumn()
  revision: number;

  @JsonColumn({ nullable: true })
  proposal: Proposal | null;

  @InstantColumn()
  openedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  openedBy: string | null;

  @InstantColumn()
  changedAt: Date;
}

/** The fever visits to expect in a week, as they were when its roster was last begun or proposed. */
@Entity('roster_outlook')
export class RosterOutlook {
  /** The week's Monday. */
  @KeyColumn()
  week: Day;

  @JsonColumn()
  expected: Expectations;

  @InstantColumn()
  countedAt: Date;
}

/** A doctor at an outlet in a slot, as far as a draft says. */
export interface PlannedSeat {
  readonly doctorId: string;
  readonly outletId: string;
  readonly on: Day;
  readonly slot: Slot;
  /** A proposal leaves it where it is. */
  readonly locked: boolean;
}

@Entity('draft_seat')
@Check('draft_seat_slot', `slot IN ('morning', 'afternoon', 'evening')`)
@Index(['week'])
export class DraftSeat implements PlannedSeat {
  @ReferenceKeyColumn('Doctor')
  doctorId: string;

  @KeyColumn()
  on: Day;

  @KeyColumn()
  slot: Slot;

  @DayColumn()
  week: Day;

  @ReferenceColumn('Outlet')
  outletId: string;

  @FlagColumn()
  locked: boolean;
}

/** A change that an officer made to a draft, with what it takes to undo it. */
@Entity('draft_change')
@Index(['week'])
export class DraftChange {
  @KeyColumn()
  id: string;

  @DayColumn()
  week: Day;

  /** The draft's when it was changed: which change came last. */
  @IntegerColumn()
  revision: number;

  @JsonColumn()
  taken: readonly PlannedSeat[];

  @JsonColumn()
  given: readonly PlannedSeat[];

  @InstantColumn()
  at: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  by: string | null;

  @InstantColumn({ nullable: true })
  undoneAt: Date | null;
}

/** The search for a week's proposal: the one under way, or the last there was. */
@Entity('roster_search')
export class RosterSearch {
  /** The week's Monday. */
  @KeyColumn()
  week: Day;

  @InstantColumn()
  startedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  startedBy: string | null;

  /** When the process that searches last said so. */
  @InstantColumn()
  heardAt: Date;

  @InstantColumn({ nullable: true })
  stopAskedAt: Date | null;

  @InstantColumn({ nullable: true })
  endedAt: Date | null;

  @JsonColumn({ nullable: true })
  progress: Progress | null;

  /** Why it ended without a roster. */
  @TextColumn({ nullable: true })
  fault: string | null;
}

/** A search that was not heard of for so long died with its process. */
const presumedDeadAfterMs = 30_000;

/** Whether a search goes on: it has not ended, and was heard of lately. */
export function isRunning({ endedAt, heardAt }: RosterSearch, now: Date): boolean {
  return endedAt === null && now.getTime() - heardAt.getTime() < presumedDeadAfterMs;
}
