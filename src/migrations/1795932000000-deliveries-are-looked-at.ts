import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, instant, integer, json, key, optional, text } from './table.js';

/** A delivery's file is looked at before it is taken in; a medicine has many barcodes. */
export class DeliveriesAreLookedAt1795932000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'delivery_file', {
      columns: [
        key(),
        text('outlet_id'),
        text('file_name'),
        json('table'),
        text('digest'),
        json('chosen', optional),
        instant('uploaded_at'),
        text('uploaded_by', optional),
        instant('taken_at', optional),
      ],
      index: [['outlet_id', 'digest']],
      references: { outlet_id: 'outlet', uploaded_by: 'staff_member' },
    });
    await createTable(runner, 'medicine_barcode', {
      columns: [
        key('gtin'),
        text('medicine_id'),
        integer('pack_size', optional),
        instant('taught_at'),
        text('taught_by', optional),
      ],
      index: [['medicine_id']],
      references: { medicine_id: 'medicine', taught_by: 'staff_member' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('medicine_barcode');
    await runner.dropTable('delivery_file');
  }
}
