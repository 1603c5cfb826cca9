import { Check, Entity, Index } from 'typeorm';
import {
  FlagColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  TextColumn,
} from '../../database/columns.js';
import type { DifferenceReason } from '../domain/count.js';

/** A stock-take of an outlet, while the counter goes on selling. One at a time. */
@Entity('stock_count')
@Check('stock_count_once', 'posted_at IS NULL OR cancelled_at IS NULL')
@Index(['outletId'], { unique: true, where: 'posted_at IS NULL AND cancelled_at IS NULL' })
@Index(['outletId', 'startedAt'])
export class StockCount {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  /** Whether those who count don't see what the ledger says. */
  @FlagColumn()
  blind: boolean;

  @InstantColumn()
  startedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  startedBy: string | null;

  @InstantColumn({ nullable: true })
  postedAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  postedBy: string | null;

  @InstantColumn({ nullable: true })
  cancelledAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  cancelledBy: string | null;
}

/** What was counted of one lot. */
@Entity('count_line')
@Check('count_line_not_negative', 'counted >= 0')
@Index(['countId', 'lotId'], { unique: true })
export class CountLine {
  @KeyColumn()
  id: string;

  @ReferenceColumn('StockCount')
  countId: string;

  @ReferenceColumn('Lot')
  lotId: string;

  @IntegerColumn()
  counted: number;

  /** On hand by the ledger at the moment of counting. */
  @IntegerColumn()
  onLedger: number;

  @InstantColumn()
  countedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  countedBy: string | null;

  /** How often it was counted: a second time when the first was doubted. */
  @IntegerColumn()
  times: number;

  @TextColumn({ nullable: true })
  reason: DifferenceReason | null;

  @TextColumn({ nullable: true })
  note: string | null;
}
