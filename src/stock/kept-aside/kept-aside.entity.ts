import { Check, Entity, Index } from 'typeorm';
import { InstantColumn, IntegerColumn, KeyColumn, ReferenceColumn } from '../../database/columns.js';

/**
 * Units that one clinic keeps for a patient of another, who is on the way: a promise for an hour. It is no movement, and
 * whoever stands at the holder's counter may need it more.
 */
@Entity('kept_aside')
@Check('kept_aside_some', 'units > 0 AND holder_id <> asker_id')
@Index(['holderId', 'until'], { where: 'ended_at IS NULL' })
@Index(['askerId', 'medicineId'], { where: 'ended_at IS NULL' })
export class KeptAside {
  @KeyColumn()
  id: string;

  /** Where it lies. */
  @ReferenceColumn('Outlet')
  holderId: string;

  /** Who sends the patient. */
  @ReferenceColumn('Outlet')
  askerId: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  @IntegerColumn()
  units: number;

  @InstantColumn()
  keptAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  keptBy: string | null;

  @InstantColumn()
  until: Date;

  /** When it was handed out, or given free, before its hour was over. */
  @InstantColumn({ nullable: true })
  endedAt: Date | null;
}
