import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, instant, json, key, optional, text } from './table.js';

export class GraveChangesNeedTwoPeople1795824000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'proposal', {
      columns: [
        key(),
        text('kind'),
        text('subject_id'),
        json('content', optional),
        text('reason'),
        instant('proposed_at'),
        text('proposed_by', optional),
        instant('decided_at', optional),
        text('decided_by', optional),
        text('decision', optional),
      ],
      references: { proposed_by: 'staff_member', decided_by: 'staff_member' },
      unique: [{ columns: ['subject_id'], where: 'decided_at IS NULL' }],
      index: [['decided_at', 'proposed_at']],
      checks: {
        proposal_decision: `decision IS NULL OR decision IN ('approved', 'rejected')`,
        proposal_decided: '(decision IS NULL) = (decided_at IS NULL)',
      },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'proposal');
  }
}
