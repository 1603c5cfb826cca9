import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  extendTable,
  flag,
  instant,
  integer,
  json,
  key,
  optional,
  shrinkTable,
  text,
  unset,
} from './table.js';

const born = (runner: QueryRunner) => ({ columns: [flag('born_about', unset(runner))] });
const standing = {
  columns: [
    text('merged_into_id', optional),
    instant('compared_at', optional),
    integer('version', { default: 1 }),
  ],
  references: { merged_into_id: 'patient' },
  index: [
    { columns: ['merged_into_id'], where: 'merged_into_id IS NOT NULL' },
    { columns: ['registered_at'], where: 'compared_at IS NULL AND merged_into_id IS NULL' },
  ],
};

/** A patient's record is corrected, and two of one person are merged and parted again. */
export class PatientsRecordsArePutRight1795946400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'patient', standing);
    await extendTable(runner, 'patient', born(runner));
    await createTable(runner, 'patient_version', {
      columns: [
        text('patient_id', { isPrimary: true }),
        integer('version', { isPrimary: true }),
        json('was'),
        text('reason'),
        json('follows'),
        instant('changed_at'),
        text('changed_by', optional),
      ],
      references: { patient_id: 'patient', changed_by: 'staff_member' },
    });
    await createTable(runner, 'patient_merge', {
      columns: [
        key(),
        text('kept_id'),
        text('merged_id'),
        json('before'),
        json('after'),
        json('moved', optional),
        instant('merged_at'),
        text('merged_by', optional),
        instant('parted_at', optional),
        text('parted_by', optional),
      ],
      references: {
        kept_id: 'patient',
        merged_id: 'patient',
        merged_by: 'staff_member',
        parted_by: 'staff_member',
      },
      index: [['kept_id'], ['merged_id']],
    });
    await createTable(runner, 'likely_double', {
      columns: [
        text('first_id', { isPrimary: true }),
        text('second_id', { isPrimary: true }),
        integer('score'),
        instant('found_at'),
        instant('said_two_at', optional),
        text('said_two_by', optional),
      ],
      references: { first_id: 'patient', second_id: 'patient', said_two_by: 'staff_member' },
      index: [['second_id'], { columns: ['score'], where: 'said_two_at IS NULL' }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('likely_double');
    await runner.dropTable('patient_merge');
    await runner.dropTable('patient_version');
    await shrinkTable(runner, 'patient', born(runner));
    await shrinkTable(runner, 'patient', standing);
  }
}
