import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extendTable, json, shrinkTable } from './table.js';

const since = { columns: [json('since', { default: "'{}'" })] };

/** An alert says since when each kind of it holds: what was low for weeks may be out since today. */
export class AlertsSaySinceWhen1795968000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'alert', since);
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'alert', since);
  }
}
