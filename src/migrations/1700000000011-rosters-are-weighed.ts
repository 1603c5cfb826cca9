import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, instant, integer, json, key, optional, text } from './table.js';

export class RostersAreWeighed1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'roster_setting', {
      columns: [
        key(),
        json('weights'),
        json('limits'),
        integer('visits_per_doctor'),
        instant('changed_at'),
        text('changed_by', optional),
      ],
      references: { changed_by: 'staff_member' },
      checks: { roster_setting_visits: 'visits_per_doctor > 0' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'roster_setting');
  }
}
