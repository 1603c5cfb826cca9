import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assertNone } from './table.js';

/** Beside barcodes stands by which seven digits traceability codes begin. */
export class BarcodesAreForgotten1795953600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE medicine_barcode RENAME COLUMN gtin TO code');
  }

  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, 'medicine_barcode WHERE length(code) <> 14');
    await runner.query('ALTER TABLE medicine_barcode RENAME COLUMN code TO gtin');
  }
}
