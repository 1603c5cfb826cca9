import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extendTable, flag, shrinkTable, unset } from './table.js';

const asked = (runner: QueryRunner) => ({
  columns: [flag('reminded', unset(runner))],
  index: [['reported_at']],
});

/** A facility's last report says whether the next one was asked for. */
export class FacilitiesAreAskedToReport1795878000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'capacity', asked(runner));
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'capacity', asked(runner));
  }
}
