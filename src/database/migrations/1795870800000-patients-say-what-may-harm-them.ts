import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extendTable, flag, integer, json, optional, shrinkTable, text, unset } from './table.js';

const facts = (runner: QueryRunner) => ({
  columns: [
    json('facts', { default: `'[]'` }),
    flag('facts_asked', unset(runner)),
    text('facts_note', optional),
    integer('pregnant_weeks', optional),
  ],
});

/** A visit keeps by what a medicine may harm: allergies, what is taken at home, illnesses, weeks of pregnancy. */
export class PatientsSayWhatMayHarmThem1795870800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'visit', facts(runner));
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'visit', facts(runner));
  }
}
