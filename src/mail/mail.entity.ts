import { Check, Entity, Index } from 'typeorm';
import type { Language } from '../config/settings.js';
import type { CalendarFile } from './calendar-file.js';
import { InstantColumn, IntegerColumn, JsonColumn, KeyColumn, TextColumn } from '../database/columns.js';

/**
 * `queued` until a server took it (`sent`), the mailbox page did (`kept`), it was refused for good (`refused`), or a day
 * of tries was in vain (`failed`).
 */
export type MailState = 'queued' | 'sent' | 'kept' | 'refused' | 'failed';

/** A mail in the outbox, written in the unit of work of its cause. */
@Entity('mail')
@Check('mail_state', `state IN ('queued', 'sent', 'kept', 'refused', 'failed')`)
@Index(['state', 'nextAttemptAt'])
@Index(['writtenAt'])
export class Mail {
  @KeyColumn()
  id: string;

  /** Stable for all tries, so that a receiver can tell a second copy. */
  @TextColumn()
  messageId: string;

  @TextColumn()
  recipient: string;

  @TextColumn()
  language: Language;

  @TextColumn()
  subject: string;

  @TextColumn()
  text: string;

  @TextColumn()
  html: string;

  @JsonColumn({ nullable: true })
  calendar: CalendarFile | null;

  /** The act that caused it, and what the act was about. */
  @TextColumn()
  cause: string;

  @TextColumn()
  causeId: string;

  @InstantColumn()
  writtenAt: Date;

  @TextColumn()
  state: MailState;

  @IntegerColumn()
  attempts: number;

  @InstantColumn()
  nextAttemptAt: Date;

  /** Until when one dispatcher has it in hand. */
  @InstantColumn({ nullable: true })
  leasedUntil: Date | null;

  @TextColumn({ nullable: true })
  leasedBy: string | null;

  @InstantColumn({ nullable: true })
  settledAt: Date | null;

  @TextColumn({ nullable: true })
  lastError: string | null;
}
