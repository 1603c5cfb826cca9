import { Check, Entity, Index } from 'typeorm';
import { InstantColumn, KeyColumn, ReferenceColumn, TextColumn } from '../database/columns.js';
import type { Illness } from './domain/notifiable.js';

/** That somebody may have an illness which must be reported, until when, and who reported it. */
@Entity('disease_report')
@Check('disease_report_sent', '(sent_at IS NULL) = (reference IS NULL)')
@Index(['visitId', 'illness'], { unique: true })
@Index(['dueAt'], { where: 'sent_at IS NULL' })
@Index(['remindAt'], { where: 'sent_at IS NULL' })
@Index(['sentAt'])
export class DiseaseReport {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Visit')
  visitId: string;

  @ReferenceColumn('Outlet')
  outletId: string;

  @TextColumn()
  illness: Illness;

  @InstantColumn()
  noticedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  noticedBy: string | null;

  @InstantColumn()
  dueAt: Date;

  /** When officers are told that it has not been sent; null once they were. */
  @InstantColumn({ nullable: true })
  remindAt: Date | null;

  @InstantColumn({ nullable: true })
  sentAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  sentBy: string | null;

  /** The number that the report has at the disease control centre. */
  @TextColumn({ nullable: true })
  reference: string | null;
}
