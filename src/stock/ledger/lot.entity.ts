import { Check, Entity, Index, Raw } from 'typeorm';
import { DayColumn, IntegerColumn, KeyColumn, ReferenceColumn, TextColumn } from '../../database/columns.js';

/** One manufacturer's batch on one outlet's shelf, with what is on hand of it. */
@Entity('lot')
@Check('lot_never_negative', 'on_hand >= 0')
@Check('lot_loose', 'loose >= 0 AND loose <= on_hand')
@Index(['outletId', 'medicineId', 'number'], { unique: true })
@Index(['outletId', 'medicineId'], { where: 'on_hand > 0' })
@Index(['medicineId', 'number'])
export class Lot {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  /** As on the pack, in capitals and without blanks, so that a recall finds it however it was typed. */
  @TextColumn()
  number: string;

  /** The last day on which it may be handed out. */
  @DayColumn()
  expiresOn: string;

  /** Always the sum of its movements, in units of the medicine. */
  @IntegerColumn()
  onHand: number;

  /** How many of them lie loose, from packs that were opened. */
  @IntegerColumn({ default: 0 })
  loose: number;

  /** The recall that blocks it. */
  @ReferenceColumn('Recall', { nullable: true })
  recallId: string | null;
}

/** With something on hand, as a condition. The number stands in the text: bound, it would not find the index of such lots. */
export const some = Raw((column) => `${column} > 0`);
