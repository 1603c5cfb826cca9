import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  assertNone,
  createTable,
  dropTables,
  extendTable,
  instant,
  integer,
  json,
  key,
  optional,
  shrinkTable,
  text,
} from './table.js';

const progress = {
  columns: [
    integer('records_written', { default: 0 }),
    instant('taking_back_since', optional),
    instant('taken_back_at', optional),
    integer('records_back', { default: 0 }),
  ],
};

const takenBack = { columns: [instant('taken_back_at', optional)] };

/** An import remembers what its records were before, so that it can be taken back. */
export class ImportsAreTakenBack1795863600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'register_import', progress);
    await createTable(runner, 'imported_record', {
      columns: [
        key('import_id'),
        integer('number', { isPrimary: true }),
        integer('row'),
        text('register'),
        text('record_key'),
        text('name'),
        json('was', optional),
        json('became'),
        text('outcome', optional),
      ],
      references: { import_id: 'register_import' },
      checks: {
        imported_record_outcome: `outcome IS NULL OR outcome IN ('back', 'changed-since', 'in-use', 'taken')`,
      },
    });
    await extendTable(runner, 'capacity_report', takenBack);
  }

  /** @throws Error while imports could be taken back, are on their way, or a report was taken back: it would count again */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, 'register_import WHERE taking_back_since IS NOT NULL AND taken_back_at IS NULL');
    await assertNone(runner, 'capacity_report WHERE taken_back_at IS NOT NULL');
    await assertNone(runner, 'imported_record');
    await shrinkTable(runner, 'capacity_report', takenBack);
    await dropTables(runner, 'imported_record');
    await shrinkTable(runner, 'register_import', progress);
  }
}
