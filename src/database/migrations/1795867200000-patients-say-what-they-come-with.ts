import type { MigrationInterface, QueryRunner } from 'typeorm';
import { decimal, extendTable, flag, integer, optional, shrinkTable, text, unset } from './table.js';

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

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'visit', found(runner));
  }
}
