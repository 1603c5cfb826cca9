import { Check, Entity, Index } from 'typeorm';
import {
  DayColumn,
  DecimalColumn,
  FlagColumn,
  InstantColumn,
  KeyColumn,
  ReferenceColumn,
  TextColumn,
} from '../database/columns.js';
import type { ApprovalAct, ApprovalState } from './domain/approval.js';
import type { Slot, Week } from './domain/opening-hours.js';

/** One pharmacy of a chain, or an independent one. */
@Entity('outlet')
@Check(
  'outlet_state',
  `state IN ('registered', 'applied', 'inspected', 'approved', 'suspended', 'declined', 'revoked')`,
)
@Check('outlet_position', '(latitude IS NULL) = (longitude IS NULL)')
@Index(['licenceNumber'], { unique: true })
@Index(['districtId'])
@Index(['chainId'])
@Index(['state'])
export class Outlet {
  @KeyColumn()
  id: string;

  @TextColumn()
  licenceNumber: string;

  @ReferenceColumn('District')
  districtId: string;

  @ReferenceColumn('Chain', { nullable: true })
  chainId: string | null;

  @TextColumn()
  name: string;

  @TextColumn()
  address: string;

  /** Name, address and licence number, folded as searches are. */
  @TextColumn()
  searchText: string;

  /** Degrees, WGS 84. */
  @DecimalColumn({ nullable: true })
  latitude: number | null;

  @DecimalColumn({ nullable: true })
  longitude: number | null;

  @TextColumn({ nullable: true })
  telephone: string | null;

  @TextColumn({ nullable: true })
  email: string | null;

  @TextColumn({ nullable: true })
  memo: string | null;

  /** When it is open, as `hoursText` writes it; null when that is not stated. */
  @TextColumn({ nullable: true })
  hours: string | null;

  /** The sessions that its hours make possible; null when they are not stated. */
  @TextColumn({ nullable: true })
  week: Week | null;

  @TextColumn()
  state: ApprovalState;

  @TextColumn({ nullable: true })
  approvalNumber: string | null;

  @DayColumn({ nullable: true })
  approvedUntil: string | null;

  @InstantColumn()
  registeredAt: Date;

  @InstantColumn()
  changedAt: Date;
}

/** One step of an outlet's approval. */
@Entity('outlet_approval')
@Index(['outletId', 'at'])
export class OutletApproval {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @TextColumn()
  act: ApprovalAct;

  @TextColumn()
  state: ApprovalState;

  @TextColumn({ nullable: true })
  reason: string | null;

  @TextColumn({ nullable: true })
  number: string | null;

  @DayColumn({ nullable: true })
  validUntil: string | null;

  @InstantColumn()
  at: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  by: string | null;
}

/** A slot of one day on which an outlet is open or shut, otherwise than its week says. */
@Entity('opening_exception')
@Index(['outletId', 'on', 'slot'], { unique: true })
export class OpeningException {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @DayColumn()
  on: string;

  @TextColumn()
  slot: Slot;

  @FlagColumn()
  open: boolean;

  @TextColumn({ nullable: true })
  reason: string | null;
}
