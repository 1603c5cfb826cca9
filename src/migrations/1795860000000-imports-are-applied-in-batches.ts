import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extendTable, instant, integer, json, optional, shrinkTable, text } from './table.js';

const progress = {
  columns: [
    integer('applied_through', { default: 0 }),
    integer('lines_done', { default: 0 }),
    integer('lines_total', optional),
    json('taken', optional),
    json('applying_as', optional),
    text('leased_by', optional),
    instant('leased_until', optional),
  ],
};

/** An import remembers how far it has come, so that it is applied in short units of work and goes on after a kill. */
export class ImportsAreAppliedInBatches1795860000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'register_import', progress);
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'register_import', progress);
  }
}
