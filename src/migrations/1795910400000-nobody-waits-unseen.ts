import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assertNone, extendTable, instant, optional, shrinkTable, text } from './table.js';

const waiting = {
  columns: [instant('wait_told_at', optional), text('sent_to_id', optional)],
  references: { sent_to_id: 'outlet' },
  index: [
    { columns: ['on'], where: `disposition = 'doctor' AND seen_at IS NULL` },
    { columns: ['sent_to_id', 'on'], where: 'sent_to_id IS NOT NULL' },
  ],
};

/** Officers are told of who waits long, and who waits in vain is sent to a doctor next door. */
export class NobodyWaitsUnseen1795910400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'visit', waiting);
  }

  /** @throws Error where somebody was sent next door */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, 'visit WHERE sent_to_id IS NOT NULL');
    await shrinkTable(runner, 'visit', waiting);
  }
}
