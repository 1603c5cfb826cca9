import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Language } from '../config/settings.js';
import {
  FlagColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../database/columns.js';
import type { Letter } from '../mail/letter.js';

/** Something that one person is to be told; it leaves with all else that is pending for them, in one mail. */
@Entity('notice')
@Check('notice_says_something', 'letter IS NOT NULL OR alert_id IS NOT NULL')
@Index(['recipient'], { where: 'mail_id IS NULL AND dropped_at IS NULL' })
@Index(['mailId'])
@Index(['alertId'])
export class Notice {
  @KeyColumn()
  id: string;

  /** An address, in lower case. */
  @TextColumn()
  recipient: string;

  @TextColumn()
  language: Language;

  /** What it says; null for an alert's, which says what is so when it leaves. */
  @JsonColumn({ nullable: true })
  letter: Letter | null;

  /** It does not wait for a digest. */
  @FlagColumn()
  urgent: boolean;

  @ReferenceColumn('Alert', { nullable: true })
  alertId: string | null;

  /** 0 for who is told first; above, somebody was told because nobody had answered. */
  @IntegerColumn()
  rung: number;

  /** The act that caused it, and what the act was about. */
  @TextColumn()
  cause: string;

  @TextColumn()
  causeId: string;

  @InstantColumn()
  writtenAt: Date;

  /** The mail that it left in. */
  @ReferenceColumn('Mail', { nullable: true })
  mailId: string | null;

  /** When it had become pointless before it left. */
  @InstantColumn({ nullable: true })
  droppedAt: Date | null;
}

/** When somebody last got a mail of notices, and before when nothing more needs to be looked at for them. */
@Entity('mail_pace')
export class MailPace {
  /** In lower case. */
  @PrimaryColumn('text')
  email: string;

  @InstantColumn({ nullable: true })
  lastAt: Date | null;

  @ReferenceColumn('Mail', { nullable: true })
  lastMailId: string | null;

  @InstantColumn({ nullable: true })
  nextAt: Date | null;
}

/** How somebody chose to be told. */
@Entity('mail_choice')
@Check('mail_choice_how', `how IN ('at-once', 'digest')`)
@Check(
  'mail_choice_hours',
  'digest_hour BETWEEN 0 AND 23 AND (quiet_from IS NULL) = (quiet_until IS NULL) AND (quiet_from IS NULL OR (quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23))',
)
export class MailChoice {
  @ReferenceKeyColumn('StaffMember')
  staffId: string;

  @TextColumn()
  how: 'at-once' | 'digest';

  @IntegerColumn()
  digestHour: number;

  @IntegerColumn({ nullable: true })
  quietFrom: number | null;

  @IntegerColumn({ nullable: true })
  quietUntil: number | null;
}
