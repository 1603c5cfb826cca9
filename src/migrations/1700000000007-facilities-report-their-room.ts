import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  changeCheck,
  createTable,
  dropTables,
  extendTable,
  flag,
  instant,
  integer,
  key,
  optional,
  shrinkTable,
  text,
  unset,
} from './table.js';

const oneOf = (column: string, names: string[]) =>
  `${column} IN (${names.map((name) => `'${name}'`).join(', ')})`;
const roles = (...names: string[]) => oneOf('role', names);
const kinds = (...names: string[]) => oneOf('kind', names);
const former = ['admin', 'officer', 'chain-manager', 'counter', 'doctor'];

const figures = () => [
  flag('open'),
  flag('accepting'),
  integer('waiting', optional),
  integer('rooms', optional),
  integer('beds', optional),
  integer('beds_occupied', optional),
  integer('icu_beds', optional),
  integer('icu_occupied', optional),
];

const takes = (runner: QueryRunner) => ({
  columns: [flag('paediatrics', unset(runner)), flag('obstetrics', unset(runner))],
  index: [['latitude', 'longitude']],
});

export class FacilitiesReportTheirRoom1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await changeCheck(runner, 'staff_member', 'staff_member_role', roles(...former, 'hospital'));
    await changeCheck(
      runner,
      'register_import',
      'register_import_kind',
      kinds('outlets', 'facilities', 'capacity'),
    );
    await extendTable(runner, 'facility', takes(runner));
    await runner.query(
      `UPDATE facility SET paediatrics = ${truth(runner)}, obstetrics = ${truth(runner)} WHERE tier <> 'community'`,
    );
    await createTable(runner, 'capacity_report', {
      columns: [
        key(),
        text('facility_id'),
        ...figures(),
        instant('reported_at'),
        text('reported_by', optional),
      ],
      references: { facility_id: 'facility', reported_by: 'staff_member' },
      index: [['facility_id', 'reported_at']],
      checks: {
        capacity_report_beds: 'beds_occupied IS NULL OR beds_occupied <= beds',
        capacity_report_icu: 'icu_occupied IS NULL OR icu_occupied <= icu_beds',
      },
    });
    await createTable(runner, 'capacity', {
      columns: [key('facility_id'), ...figures(), instant('reported_at')],
      references: { facility_id: 'facility' },
      checks: {
        capacity_beds: 'beds_occupied IS NULL OR beds_occupied <= beds',
        capacity_icu: 'icu_occupied IS NULL OR icu_occupied <= icu_beds',
      },
    });
    await createTable(runner, 'facility_day', {
      columns: [key('facility_id'), key('on'), integer('waiting_most')],
      references: { facility_id: 'facility' },
      index: [['on']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'capacity_report', 'capacity', 'facility_day');
    await shrinkTable(runner, 'facility', takes(runner));
    await runner.query(
      `DELETE FROM staff_place WHERE staff_id IN (SELECT id FROM staff_member WHERE role = 'hospital')`,
    );
    await runner.query(`DELETE FROM register_import WHERE kind = 'capacity'`);
    await changeCheck(runner, 'register_import', 'register_import_kind', kinds('outlets', 'facilities'));
    await changeCheck(runner, 'staff_member', 'staff_member_role', roles(...former));
  }
}

const truth = (runner: QueryRunner) => (runner.connection.options.type === 'sqlite' ? '1' : 'true');
