import { Check, Entity, Index } from 'typeorm';
import {
  DayColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../database/columns.js';
import type { MovementKind } from './domain/movement.js';

/** One manufacturer's batch on one outlet's shelf, with what is on hand of it. */
@Entity('lot')
@Check('lot_never_negative', 'on_hand >= 0')
@Index(['outletId', 'medicineId', 'number'], { unique: true })
@Index(['outletId', 'medicineId'], { where: 'on_hand > 0' })
export class Lot {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  @TextColumn()
  number: string;

  /** The last day on which it may be handed out. */
  @DayColumn()
  expiresOn: string;

  /** Always the sum of its movements, in units of the medicine. */
  @IntegerColumn()
  onHand: number;
}

/** One change of a lot's count. Never edited, never deleted: a mistake is reversed. */
@Entity('movement')
@Check('movement_kind', `kind IN ('receive', 'dispense', 'adjust', 'reverse')`)
@Check('movement_moves', 'quantity <> 0')
@Index(['reversesId'], { unique: true })
@Index(['outletId', 'medicineId', 'at'])
@Index(['lotId'])
@Index(['visitId'])
export class Movement {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Lot')
  lotId: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  @TextColumn()
  kind: MovementKind;

  /** Units; what comes in is positive, what goes out negative. */
  @IntegerColumn()
  quantity: number;

  @TextColumn({ nullable: true })
  reason: string | null;

  @TextColumn({ nullable: true })
  note: string | null;

  /** The visit in which it was handed out. */
  @TextColumn({ nullable: true })
  visitId: string | null;

  @ReferenceColumn('Movement', { nullable: true })
  reversesId: string | null;

  @InstantColumn()
  at: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  by: string | null;
}

/** Below how many usable units an outlet's shelf of a medicine is low. */
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
