import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assertNone, createTable, extendTable, instant, optional, shrinkTable, text } from './table.js';

const minutes = {
  columns: [
    instant('overdue_told_at', optional),
    instant('ambulance_called_at', optional),
    text('ambulance', optional),
  ],
};

/** A referral keeps when 120 was called, and stays overdue; an inbox knows whether anybody looks at it. */
export class ReferralsByTheMinute1795921200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'referral', minutes);
    await createTable(runner, 'inbox_watch', {
      columns: [text('facility_id', { isPrimary: true }), instant('seen_at')],
      references: { facility_id: 'facility' },
    });
  }

  /** @throws Error where 120 was called for somebody */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, 'referral WHERE ambulance_called_at IS NOT NULL');
    await runner.dropTable('inbox_watch');
    await shrinkTable(runner, 'referral', minutes);
  }
}
