import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assertNone, createTable, instant, key, optional, text } from './table.js';

/** Illnesses that must be reported have a clock, and who reported them is kept. */
export class IllnessesAreReported1795899600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'disease_report', {
      columns: [
        key(),
        text('visit_id'),
        text('outlet_id'),
        text('illness'),
        instant('noticed_at'),
        text('noticed_by', optional),
        instant('due_at'),
        instant('remind_at', optional),
        instant('sent_at', optional),
        text('sent_by', optional),
        text('reference', optional),
      ],
      references: {
        visit_id: 'visit',
        outlet_id: 'outlet',
        noticed_by: 'staff_member',
        sent_by: 'staff_member',
      },
      unique: [['visit_id', 'illness']],
      index: [
        { columns: ['due_at'], where: 'sent_at IS NULL' },
        { columns: ['remind_at'], where: 'sent_at IS NULL' },
        ['sent_at'],
      ],
      checks: { disease_report_sent: '(sent_at IS NULL) = (reference IS NULL)' },
    });
  }

  /** @throws Error while there are reports: the law wants them kept */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, 'disease_report WHERE 1 = 1');
    await runner.dropTable('disease_report');
  }
}
