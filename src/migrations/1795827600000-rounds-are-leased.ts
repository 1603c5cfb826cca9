import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, instant, key, text } from './table.js';

export class RoundsAreLeased1795827600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'round_lease', { columns: [key(), text('held_by'), instant('held_until')] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'round_lease');
  }
}
