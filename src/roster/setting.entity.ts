import { Check, Entity } from 'typeorm';
import { InstantColumn, IntegerColumn, JsonColumn, KeyColumn, ReferenceColumn } from '../database/columns.js';
import type { Limits, Weights } from './problem/problem.js';

/** By what rosters are proposed, for the whole network. */
@Entity('roster_setting')
@Check('roster_setting_visits', 'visits_per_doctor > 0')
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

  @InstantColumn()
  changedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  changedBy: string | null;
}
