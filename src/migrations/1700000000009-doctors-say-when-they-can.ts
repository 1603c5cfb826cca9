import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, dropTables, flag, instant, integer, key, optional, text } from './table.js';

export class DoctorsSayWhenTheyCan1700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'availability', {
      columns: [
        key('doctor_id'),
        text('week'),
        integer('most_hours'),
        flag('overtime'),
        instant('said_at'),
        text('said_by', optional),
      ],
      references: { doctor_id: 'doctor', said_by: 'staff_member' },
      checks: { availability_most_hours: 'most_hours BETWEEN 0 AND 48' },
    });
    await createTable(runner, 'availability_exception', {
      columns: [key(), text('doctor_id'), day('on'), text('slot'), text('says'), text('note', optional)],
      references: { doctor_id: 'doctor' },
      unique: [['doctor_id', 'on', 'slot']],
      index: [['on']],
      checks: {
        availability_exception_slot: `slot IN ('morning', 'afternoon', 'evening')`,
        availability_exception_says: `says IN ('can', 'likes', 'rather-not', 'cannot')`,
      },
    });
    await createTable(runner, 'loan', {
      columns: [key('doctor_id'), flag('lent'), day('from', optional), day('until', optional)],
      references: { doctor_id: 'doctor' },
    });
    await createTable(runner, 'home_minimum', {
      columns: [key('facility_id'), integer('morning'), integer('afternoon'), integer('evening')],
      references: { facility_id: 'facility' },
      checks: { home_minimum_counts: 'morning >= 0 AND afternoon >= 0 AND evening >= 0' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'availability', 'availability_exception', 'loan', 'home_minimum');
  }
}
