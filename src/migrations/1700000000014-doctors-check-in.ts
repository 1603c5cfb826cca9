import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeCheck, extendTable, instant, optional, shrinkTable, text } from './table.js';

const attendance = {
  columns: [
    instant('arrived_at', optional),
    text('arrived_by', optional),
    instant('left_at', optional),
    text('left_by', optional),
    instant('late_told_at', optional),
    instant('absent_told_at', optional),
  ],
  references: { arrived_by: 'staff_member', left_by: 'staff_member' },
  checks: { assignment_attendance: 'left_at IS NULL OR (arrived_at IS NOT NULL AND left_at >= arrived_at)' },
};

const former = ['outlets', 'facilities', 'capacity'];
const kinds = (all: readonly string[]) => `kind IN (${all.map((kind) => `'${kind}'`).join(', ')})`;

export class DoctorsCheckIn1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'assignment', attendance);
    await changeCheck(runner, 'register_import', 'register_import_kind', kinds([...former, 'availability']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM register_import WHERE kind = 'availability'`);
    await changeCheck(runner, 'register_import', 'register_import_kind', kinds(former));
    await shrinkTable(runner, 'assignment', attendance);
  }
}
