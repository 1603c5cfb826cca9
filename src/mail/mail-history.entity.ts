import { Check, Entity, Index } from 'typeorm';
import { InstantColumn, IntegerColumn, KeyColumn, ReferenceColumn, TextColumn } from '../database/columns.js';

/** `held` where the address was refused before, and nothing was tried. */
export type AttemptOutcome = 'sent' | 'kept' | 'later' | 'refused' | 'given-up' | 'held';

/** One try to hand a mail over, and what the server said. */
@Entity('mail_attempt')
@Check('mail_attempt_outcome', `outcome IN ('sent', 'kept', 'later', 'refused', 'given-up', 'held')`)
@Index(['mailId', 'at'])
export class MailAttempt {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Mail')
  mailId: string;

  @InstantColumn()
  at: Date;

  @TextColumn()
  outcome: AttemptOutcome;

  /** The server's reply code (RFC 5321), where it gave one. */
  @IntegerColumn({ nullable: true })
  code: number | null;

  @TextColumn({ nullable: true })
  said: string | null;
}

/** An address that a server refused for good: nothing is tried there until an administrator has looked at it. */
@Entity('refused_address')
@Index(['address'], { unique: true, where: 'cleared_at IS NULL' })
@Index(['refusedAt'])
export class RefusedAddress {
  @KeyColumn()
  id: string;

  /** In small letters. */
  @TextColumn()
  address: string;

  @InstantColumn()
  refusedAt: Date;

  @IntegerColumn()
  code: number;

  @TextColumn()
  said: string;

  @InstantColumn({ nullable: true })
  clearedAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  clearedBy: string | null;
}
