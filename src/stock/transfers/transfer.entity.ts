import { Check, Entity, Index } from 'typeorm';
import {
  DayColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  TextColumn,
} from '../../database/columns.js';
import { type TransferState, transferStates } from '../domain/transfer.js';

/** Medicine that one outlet lets another have, from the asking to the last unit that arrived or did not. */
@Entity('transfer')
@Check('transfer_state', `state IN (${transferStates.map((state) => `'${state}'`).join(', ')})`)
@Check('transfer_between_two', 'from_outlet_id <> to_outlet_id')
@Check('transfer_some', 'asked > 0 AND (agreed IS NULL OR (agreed > 0 AND agreed <= asked))')
@Index(['fromOutletId', 'askedAt'])
@Index(['toOutletId', 'askedAt'])
@Index(['medicineId', 'state'])
export class Transfer {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Outlet')
  fromOutletId: string;

  @ReferenceColumn('Outlet')
  toOutletId: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  @TextColumn()
  state: TransferState;

  /** Units that the receiver would like. */
  @IntegerColumn()
  asked: number;

  /** Units that the sender lets go. */
  @IntegerColumn({ nullable: true })
  agreed: number | null;

  @TextColumn({ nullable: true })
  note: string | null;

  /** Why it was declined or cancelled. */
  @TextColumn({ nullable: true })
  reason: string | null;

  @InstantColumn()
  askedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  askedBy: string | null;

  /** When it came to its present state. */
  @InstantColumn()
  changedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  changedBy: string | null;

  @InstantColumn({ nullable: true })
  sentAt: Date | null;
}

/** What was sent of one lot, and what arrived of it. */
@Entity('transfer_lot')
@Check('transfer_lot_some', 'sent > 0')
@Check('transfer_lot_conserved', 'received IS NULL OR received + damaged + missing = sent')
@Check('transfer_lot_parts', 'received IS NULL OR (received >= 0 AND damaged >= 0 AND missing >= 0)')
@Index(['transferId', 'number'], { unique: true })
export class TransferLot {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Transfer')
  transferId: string;

  @TextColumn()
  number: string;

  @DayColumn()
  expiresOn: string;

  @IntegerColumn()
  sent: number;

  @IntegerColumn({ nullable: true })
  received: number | null;

  @IntegerColumn({ nullable: true })
  damaged: number | null;

  @IntegerColumn({ nullable: true })
  missing: number | null;
}
