import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  FlagColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../database/columns.js';
import type { Level } from '../triage/domain/level.js';
import type { ReferralAct, ReferralOutcome, ReferralState } from './domain/referral-state.js';

/** A patient who is sent to another facility, with an answer. */
@Entity('referral')
@Check(
  'referral_state',
  `state IN ('drafted', 'consulting', 'sent', 'declined', 'unanswered', 'accepted', 'on-the-way', 'not-arrived', 'arrived', 'closed', 'onward', 'cancelled')`,
)
@Check('referral_level', `level IN ('self-care', 'doctor', 'urgent', 'emergency')`)
@Index(['patientId'], { unique: true, where: 'ended_at IS NULL' })
@Index(['facilityId', 'state'])
@Index(['outletId', 'draftedAt'])
@Index(['state', 'draftedAt'])
@Index(['dueAt'], { where: 'due_at IS NOT NULL' })
@Index(['visitId'])
@Index(['draftedAt'])
export class Referral {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Patient')
  patientId: string;

  @ReferenceColumn('Visit')
  visitId: string;

  @ReferenceColumn('Episode')
  episodeId: string;

  /** The outlet from which the patient was first sent. */
  @ReferenceColumn('Outlet')
  outletId: string;

  /** The facility that refers onward; null when the outlet itself refers. */
  @ReferenceColumn('Facility', { nullable: true })
  fromFacilityId: string | null;

  /** The referral that this one goes on from. */
  @ReferenceColumn('Referral', { nullable: true })
  onwardFromId: string | null;

  @TextColumn()
  level: Level;

  @FlagColumn()
  child: boolean;

  @FlagColumn()
  pregnant: boolean;

  @TextColumn()
  state: ReferralState;

  /** Raised by every act: who acts on what they no longer see is told. */
  @IntegerColumn()
  version: number;

  /** Where the patient is to go; null while nobody has chosen. */
  @ReferenceColumn('Facility', { nullable: true })
  facilityId: string | null;

  /** What the receiving doctor should know beside the visit. */
  @TextColumn({ nullable: true })
  note: string | null;

  /** What was asked of the experts, and what they said. */
  @TextColumn({ nullable: true })
  question: string | null;

  @TextColumn({ nullable: true })
  opinion: string | null;

  /** When time itself acts on it. */
  @InstantColumn({ nullable: true })
  dueAt: Date | null;

  /** When the officers were told that it was not sent in time; it stays overdue. */
  @InstantColumn({ nullable: true })
  overdueToldAt: Date | null;

  /** When 120 was called, and which ambulance comes. */
  @InstantColumn({ nullable: true })
  ambulanceCalledAt: Date | null;

  @TextColumn({ nullable: true })
  ambulance: string | null;

  @InstantColumn()
  draftedAt: Date;

  /** When it was sent first, and to the facility that has it now. */
  @InstantColumn({ nullable: true })
  firstSentAt: Date | null;

  @InstantColumn({ nullable: true })
  sentAt: Date | null;

  /** When a facility first answered, whatever it said. */
  @InstantColumn({ nullable: true })
  answeredAt: Date | null;

  @InstantColumn({ nullable: true })
  acceptedAt: Date | null;

  @InstantColumn({ nullable: true })
  arrivedAt: Date | null;

  /** When it was closed, cancelled or referred onward. */
  @InstantColumn({ nullable: true })
  endedAt: Date | null;

  @TextColumn({ nullable: true })
  outcome: ReferralOutcome | null;

  /** How often it was passed on. */
  @IntegerColumn()
  passedOn: number;
}

/** One act on a referral. Turns are only added: together they are its history. */
@Entity('referral_turn')
export class ReferralTurn {
  @ReferenceKeyColumn('Referral')
  referralId: string;

  /** The version that this turn made. */
  @PrimaryColumn('integer')
  version: number;

  @TextColumn()
  act: ReferralAct | 'draft' | 'call-ambulance' | 'ask-for-help';

  @TextColumn()
  to: ReferralState;

  /** The facility that had it then. */
  @ReferenceColumn('Facility', { nullable: true })
  facilityId: string | null;

  @TextColumn({ nullable: true })
  reason: string | null;

  @InstantColumn()
  at: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  by: string | null;
}

/** When somebody last looked at a facility's inbox. Who has nobody looking is told of a new referral by mail. */
@Entity('inbox_watch')
export class InboxWatch {
  @ReferenceKeyColumn('Facility')
  facilityId: string;

  @InstantColumn()
  seenAt: Date;
}
