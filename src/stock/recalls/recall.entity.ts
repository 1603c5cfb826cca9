import { Entity, Index } from 'typeorm';
import { InstantColumn, KeyColumn, ReferenceColumn, TextColumn } from '../../database/columns.js';

/** One lot of a medicine that nobody may take any more, anywhere in the network, until it is off every shelf. */
@Entity('recall')
@Index(['medicineId', 'number'], { unique: true, where: 'lifted_at IS NULL' })
@Index(['announcedAt'])
export class Recall {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  /** Of the lot. */
  @TextColumn()
  number: string;

  /** What is wrong with it, in the maker's or the authority's words. */
  @TextColumn()
  reason: string;

  /** The notice that announced it. */
  @TextColumn({ nullable: true })
  notice: string | null;

  @InstantColumn()
  announcedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  announcedBy: string | null;

  /** When the last of it had left every shelf. The lot stays blocked. */
  @InstantColumn({ nullable: true })
  doneAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  doneBy: string | null;

  /** When it turned out to be a mistake, and its lots were free again. */
  @InstantColumn({ nullable: true })
  liftedAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  liftedBy: string | null;
}
