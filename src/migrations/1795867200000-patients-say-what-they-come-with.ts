import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  assertNone,
  decimal,
  extendTable,
  flag,
  integer,
  optional,
  shrinkTable,
  text,
  unset,
} from './table.js';

const found = (runner: QueryRunner) => ({
  columns: [
    integer('diastolic', optional),
    text('complaint', optional),
    flag('signs_asked', unset(runner)),
    integer('pain', optional),
    decimal('sugar', optional),
    integer('ill_days', optional),
    flag('unstable', unset(runner)),
    flag('absent', unset(runner)),
  ],
});

/** A visit has a leading complaint with its questions, pain, sugar, the lower pressure, and who stood at the counter. */
export class PatientsSayWhatTheyComeWith1795867200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'visit', found(runner));
  }

  /** @throws Error while complaints and figures were written down that would be lost */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(
      runner,
      'visit WHERE complaint IS NOT NULL OR pain IS NOT NULL OR sugar IS NOT NULL OR diastolic IS NOT NULL OR ill_days IS NOT NULL OR unstable OR absent',
    );
    await shrinkTable(runner, 'visit', found(runner));
  }
}
