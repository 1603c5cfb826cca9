import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assertNone, extendTable, flag, integer, json, optional, shrinkTable, text, unset } from './table.js';

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

  /** @throws Error while allergies and the like were said: they would be forgotten */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(
      runner,
      `visit WHERE facts <> '[]' OR facts_note IS NOT NULL OR pregnant_weeks IS NOT NULL`,
    );
    await shrinkTable(runner, 'visit', facts(runner));
  }
}
