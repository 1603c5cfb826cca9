import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  DayColumn,
  FlagColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../database/columns.js';
import type { Level } from '../triage/domain/level.js';
import type { DiversionClass } from './domain/diversion.js';
import type { Colour, Risk } from './domain/colour.js';
import type { FollowUpKind, FollowUpOutcome } from './domain/follow-up-plan.js';

/** A patient's visits for one illness, and what came of it. */
@Entity('episode')
@Check('episode_class', `class IN ('confirmed', 'presumed', 'referred', 'lost', 'worse', 'open')`)
@Index(['patientId', 'lastVisitAt'])
@Index(['startedOn', 'outletId'])
@Index(['dueAt'], { where: 'due_at IS NOT NULL' })
@Index(['lastVisitAt'], { where: 'ended_at IS NULL' })
export class Episode {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Patient')
  patientId: string;

  /** Where it began: its figures count there. */
  @ReferenceColumn('Outlet')
  outletId: string;

  @InstantColumn()
  startedAt: Date;

  @DayColumn()
  startedOn: string;

  /** It began with a fever visit: it counts for diversion. */
  @FlagColumn()
  fever: boolean;

  @TextColumn()
  firstLevel: Level;

  /** The highest level of the later visits. */
  @TextColumn({ nullable: true })
  laterLevel: Level | null;

  @IntegerColumn()
  visits: number;

  @InstantColumn()
  lastVisitAt: Date;

  /** When the patient was first sent to a hospital, unless that was cancelled. */
  @InstantColumn({ nullable: true })
  referredAt: Date | null;

  @InstantColumn({ nullable: true })
  arrivedAt: Date | null;

  /** When a referral was last cancelled: visits before it no longer count as sent away. */
  @InstantColumn({ nullable: true })
  calledOffAt: Date | null;

  @DayColumn({ nullable: true })
  keptAwayOn: string | null;

  @DayColumn({ nullable: true })
  attendedOn: string | null;

  @TextColumn()
  class: DiversionClass;

  /** When time alone may change the class. */
  @InstantColumn({ nullable: true })
  dueAt: Date | null;

  /** When the illness was over, or out of sight; no follow-up comes after it. */
  @InstantColumn({ nullable: true })
  endedAt: Date | null;
}

export type FollowUpState = 'planned' | 'done' | 'stopped' | 'handed-over';

/** Whether somebody is still to be called: who was handed over is called by the officer. */
export const isOpen = (state: FollowUpState): boolean => state === 'planned' || state === 'handed-over';

/** A call, or a new assessment, that is due on a day. */
@Entity('follow_up')
@Check('follow_up_kind', `kind IN ('call', 'reassessment')`)
@Check('follow_up_state', `state IN ('planned', 'done', 'stopped', 'handed-over')`)
@Check('follow_up_risk', `risk IN ('red', 'yellow', 'green')`)
@Index(['outletId', 'dueOn'], { where: `state = 'planned'` })
@Index(['state', 'dueOn'])
@Index(['episodeId'])
export class FollowUp {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Episode')
  episodeId: string;

  /** The visit after which it was planned. */
  @ReferenceColumn('Visit')
  visitId: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @ReferenceColumn('Patient')
  patientId: string;

  @TextColumn()
  kind: FollowUpKind;

  @DayColumn()
  dueOn: string;

  @TextColumn()
  risk: Risk;

  /** The row of the standard, or the score, that gave the colour. */
  @TextColumn({ nullable: true })
  riskBy: Colour['by'] | null;

  /** Whether another contact follows when this one is made. */
  @FlagColumn({ default: false })
  repeats: boolean;

  @TextColumn()
  level: Level;

  @TextColumn()
  state: FollowUpState;

  /** Calls in vain so far. */
  @IntegerColumn()
  tries: number;

  @TextColumn({ nullable: true })
  outcome: FollowUpOutcome | null;

  @TextColumn({ nullable: true })
  note: string | null;

  @InstantColumn({ nullable: true })
  settledAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  settledBy: string | null;
}

/** How many fever episodes that began at an outlet on a day are in each class, kept with every change of one. */
@Entity('episode_day')
@Check(
  'episode_day_not_negative',
  'confirmed >= 0 AND presumed >= 0 AND referred >= 0 AND lost >= 0 AND worse >= 0 AND open >= 0',
)
@Index(['on'])
export class EpisodeDay {
  @ReferenceKeyColumn('Outlet')
  outletId: string;

  @PrimaryColumn('text')
  on: string;

  @IntegerColumn({ default: 0 })
  confirmed: number;

  @IntegerColumn({ default: 0 })
  presumed: number;

  @IntegerColumn({ default: 0 })
  referred: number;

  @IntegerColumn({ default: 0 })
  lost: number;

  @IntegerColumn({ default: 0 })
  worse: number;

  @IntegerColumn({ default: 0 })
  open: number;
}
