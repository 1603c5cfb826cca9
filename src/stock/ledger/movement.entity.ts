import { Check, Entity, Index } from 'typeorm';
import {
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  TextColumn,
} from '../../database/columns.js';
import { type MovementKind, movementKinds } from '../domain/movement.js';

/** One change of a lot's count. Never edited, never deleted: a mistake is reversed. */
@Entity('movement')
@Check('movement_kind', `kind IN (${movementKinds.map((kind) => `'${kind}'`).join(', ')})`)
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

  /** The count, transfer or delivery that it is a part of. */
  @TextColumn({ nullable: true })
  documentId: string | null;

  @ReferenceColumn('Movement', { nullable: true })
  reversesId: string | null;

  @InstantColumn()
  at: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  by: string | null;

  /** The second name under what was destroyed. */
  @ReferenceColumn('StaffMember', { nullable: true })
  witnessId: string | null;
}
