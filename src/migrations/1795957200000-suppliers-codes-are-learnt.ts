import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, instant, optional, text } from './table.js';

/** What a supplier calls a medicine is kept for the files to come. */
export class SuppliersCodesAreLearnt1795957200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'supplier_code', {
      columns: [
        text('outlet_id', { isPrimary: true }),
        text('code', { isPrimary: true }),
        text('medicine_id'),
        instant('said_at'),
        text('said_by', optional),
      ],
      references: { outlet_id: 'outlet', medicine_id: 'medicine', said_by: 'staff_member' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('supplier_code');
  }
}
