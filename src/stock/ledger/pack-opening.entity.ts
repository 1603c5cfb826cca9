import { Check, Entity, Index } from 'typeorm';
import {
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  TextColumn,
} from '../../database/columns.js';

/** A line of the split-pack ledger (拆零记录): packs of a lot that were opened to hand out less than a whole one. */
@Entity('pack_opening')
@Check('pack_opening_some', 'packs > 0')
@Index(['outletId', 'at'])
export class PackOpening {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Lot')
  lotId: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @IntegerColumn()
  packs: number;

  /** For which visit. */
  @TextColumn({ nullable: true })
  visitId: string | null;

  @InstantColumn()
  at: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  by: string | null;
}
