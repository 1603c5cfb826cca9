import { Check, Entity, Index } from 'typeorm';
import { InstantColumn, JsonColumn, KeyColumn, ReferenceColumn, TextColumn } from '../../database/columns.js';

/** The acts that need a second person. */
export const proposalNames = [
  'dose-rule.add',
  'dose-rule.change',
  'safety-rule.add',
  'safety-rule.change',
  'recall.lift',
] as const;
export type ProposalName = (typeof proposalNames)[number];

/** What one person wants changed and another must approve: dose and safety rules, the lifting of a recall. */
@Entity('proposal')
@Check('proposal_decision', `decision IS NULL OR decision IN ('approved', 'rejected')`)
@Check('proposal_decided', '(decision IS NULL) = (decided_at IS NULL)')
@Index(['subjectId'], { unique: true, where: 'decided_at IS NULL' })
@Index(['decidedAt', 'proposedAt'])
export class Proposal {
  @KeyColumn()
  id: string;

  /** Which act it is, such as `dose-rule.change`. */
  @TextColumn()
  kind: ProposalName;

  /** What it is about; one proposal at a time. */
  @TextColumn()
  subjectId: string;

  /** What is to be, as its kind understands it. */
  @JsonColumn({ nullable: true })
  content: object | null;

  @TextColumn()
  reason: string;

  @InstantColumn()
  proposedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  proposedBy: string | null;

  @InstantColumn({ nullable: true })
  decidedAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  decidedBy: string | null;

  @TextColumn({ nullable: true })
  decision: 'approved' | 'rejected' | null;
}
