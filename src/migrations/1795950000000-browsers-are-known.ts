import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, extendTable, instant, optional, shrinkTable, text } from './table.js';

const attempts = { columns: [text('known_device', optional)] };

/** A browser on which somebody has signed in is counted apart from strangers who guess. */
export class BrowsersAreKnown1795950000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'known_device', {
      columns: [
        text('token_hash', { isPrimary: true }),
        text('staff_id', { isPrimary: true }),
        instant('last_at'),
      ],
      references: { staff_id: 'staff_member' },
      index: [['staff_id']],
    });
    await extendTable(runner, 'sign_in_attempt', attempts);
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'sign_in_attempt', attempts);
    await runner.dropTable('known_device');
  }
}
