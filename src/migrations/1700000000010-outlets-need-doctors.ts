import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, dropTables, integer, key, optional, text } from './table.js';

export class OutletsNeedDoctors1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'need_pattern', {
      columns: [key('outlet_id'), key('scope'), text('week')],
      references: { outlet_id: 'outlet' },
    });
    await createTable(runner, 'need_change', {
      columns: [
        key(),
        text('outlet_id'),
        day('on'),
        text('slot'),
        text('scope'),
        integer('doctors'),
        text('note', optional),
      ],
      references: { outlet_id: 'outlet' },
      unique: [['outlet_id', 'on', 'slot', 'scope']],
      index: [['on']],
      checks: {
        need_change_slot: `slot IN ('morning', 'afternoon', 'evening')`,
        need_change_doctors: 'doctors BETWEEN 0 AND 9',
      },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'need_pattern', 'need_change');
  }
}
