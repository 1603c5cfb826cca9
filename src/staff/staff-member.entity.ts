import { Entity, Index } from 'typeorm';
import type { Language } from '../config/settings.js';
import { InstantColumn, KeyColumn, ReferenceColumn, TextColumn } from '../database/columns.js';

/** Somebody with an account. What they may do is told by the post in use. */
@Entity('staff_member')
@Index(['email'], { unique: true })
export class StaffMember {
  @KeyColumn()
  id: string;

  /** Lower case; it is the name one signs in with. */
  @TextColumn()
  email: string;

  @TextColumn()
  name: string;

  @TextColumn()
  language: Language;

  /** Argon2id, in its own encoding; null until the one-time link is used. */
  @TextColumn({ nullable: true })
  passwordHash: string | null;

  @InstantColumn()
  invitedAt: Date;

  @InstantColumn({ nullable: true })
  disabledAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  disabledBy: string | null;
}
