import { Check, Entity } from 'typeorm';
import {
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  KeyColumn,
  ReferenceColumn,
} from '../../database/columns.js';
import type { Limits, Weights } from '../../rostering/problem/problem.js';

/** By what rosters are proposed, for the whole network. */
@Entity('roster_setting')
@Check('roster_setting_visits', 'visits_per_doctor > 0')
@Check('roster_setting_confirm_hours', 'confirm_hours > 0')
export class RosterSetting {
  /** There is one: `network`. */
  @KeyColumn()
  id: string;

  @JsonColumn()
  weights: Weights;

  @JsonColumn()
  limits: Limits;

  /** Fever visits that a doctor sees in a slot. */
  @IntegerColumn()
  visitsPerDoctor: number;

  /** Hours after which a session that nobody confirmed shows on the board. */
  @IntegerColumn({ default: 24 })
  confirmHours: number;

  @InstantColumn()
  changedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  changedBy: string | null;
}
