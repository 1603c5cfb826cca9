import { Entity, Index } from 'typeorm';
import { InstantColumn, JsonColumn, KeyColumn, ReferenceColumn, TextColumn } from '../database/columns.js';

/**
 * One act: who did what to what, when, and how it was before and after. Never deleted, and never changed but for what is erased of a
 * person who asks for it.
 */
@Entity('audit_record')
@Index(['subjectId', 'at'])
@Index(['at'])
export class AuditRecord {
  @KeyColumn()
  id: string;

  @InstantColumn()
  at: Date;

  /** Null when a rule of the program acted. */
  @ReferenceColumn('StaffMember', { nullable: true })
  staffId: string | null;

  /** The role in which they acted; null for acts before a sign-in, and those of old. */
  @TextColumn({ nullable: true })
  role: string | null;

  @TextColumn()
  act: string;

  @TextColumn()
  subjectKind: string;

  @TextColumn()
  subjectId: string;

  @TextColumn({ nullable: true })
  outletId: string | null;

  @JsonColumn({ nullable: true })
  before: object | null;

  @JsonColumn({ nullable: true })
  after: object | null;
}
