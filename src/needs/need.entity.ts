import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  DayColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../database/columns.js';
import type { Scope } from '../doctors/domain/scope.js';
import type { Slot } from '../network/domain/opening-hours.js';

/** How many doctors of a scope an outlet needs in any week. */
@Entity('need_pattern')
export class NeedPattern {
  @ReferenceKeyColumn('Outlet')
  outletId: string;

  @PrimaryColumn('text')
  scope: Scope;

  /** 21 digits: see `NeedWeek`. */
  @TextColumn()
  week: string;
}

/** A slot of a day in which an outlet needs more or fewer doctors than in any week. */
@Entity('need_change')
@Check('need_change_slot', `slot IN ('morning', 'afternoon', 'evening')`)
@Check('need_change_doctors', 'doctors BETWEEN 0 AND 9')
@Index(['outletId', 'on', 'slot', 'scope'], { unique: true })
@Index(['on'])
export class NeedChange {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @DayColumn()
  on: string;

  @TextColumn()
  slot: Slot;

  @TextColumn()
  scope: Scope;

  @IntegerColumn()
  doctors: number;

  @TextColumn({ nullable: true })
  note: string | null;
}
