import { Check, Entity, Index } from 'typeorm';
import { InstantColumn, IntegerColumn, KeyColumn, ReferenceColumn, TextColumn } from '../database/columns.js';

export const prescriptionStates = ['prescribed', 'handed-out', 'not-taken'] as const;
export type PrescriptionState = (typeof prescriptionStates)[number];

/**
 * A medicine that a visiting doctor prescribed in a visit. It is set aside at once, as one of the medicines of the visit,
 * so that nobody promises the last pack twice; the counter hands it out, or puts it back.
 */
@Entity('prescription')
@Check('prescription_some', 'quantity > 0')
@Check('prescription_state', `state IN ('prescribed', 'handed-out', 'not-taken')`)
@Check('prescription_settled', `(state = 'prescribed') = (settled_at IS NULL)`)
@Index(['visitId'])
@Index(['outletId'], { where: `state = 'prescribed'` })
export class Prescription {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Visit')
  visitId: string;

  /** Whose shelf it comes from. */
  @ReferenceColumn('Outlet')
  outletId: string;

  @ReferenceColumn('Medicine')
  medicineId: string;

  /** Units. */
  @IntegerColumn()
  quantity: number;

  @TextColumn()
  state: PrescriptionState;

  @InstantColumn()
  prescribedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  prescribedBy: string | null;

  /** When it was handed out, or put back. */
  @InstantColumn({ nullable: true })
  settledAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  settledBy: string | null;
}
