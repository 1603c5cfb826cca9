import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  assertNone,
  createTable,
  decimal,
  extendTable,
  flag,
  integer,
  json,
  key,
  optional,
  shrinkTable,
  text,
  unset,
} from './table.js';

const told = (runner: QueryRunner) => ({
  columns: [
    flag('prescription', unset(runner)),
    text('atc', optional),
    flag('driving', unset(runner)),
    text('label', optional),
  ],
});

const paced = { columns: [integer('least_hours', optional), integer('most_days', optional)] };
const atHome = { columns: [decimal('home_paracetamol', optional), decimal('home_ibuprofen', optional)] };

/**
 * The safety rules become data, a medicine says whether it is a prescription's, its class and its label, a dose rule how far
 * doses lie apart and for how many days, and a visit how much of the usual ones the patient takes at home.
 */
export class TheBureauKeepsWhatMayHarm1795885200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'medicine', told(runner));
    await extendTable(runner, 'dose_rule', paced);
    await extendTable(runner, 'visit', atHome);
    const yes = runner.connection.options.type === 'sqlite' ? '1' : 'true';
    // Until now the groups were it.
    await runner.query(
      `UPDATE medicine SET prescription = ${yes} WHERE "group" IN ('antiviral', 'antibiotic')`,
    );
    // The bureau's own rules stay; those of the labels get what their labels say.
    for (const [ingredient, day, hours] of [
      ['paracetamol', 2000, 4],
      ['ibuprofen', 1200, 6],
    ] as const) {
      const ofLabel = `ingredient = '${ingredient}' AND source IN ('label-child', 'label-adult', 'label-liver')`;
      const isDosed = `(from_mg_per_kg IS NOT NULL OR most_dose_mg IS NOT NULL)`;
      await runner.query(
        `UPDATE dose_rule SET most_day_mg = ${day} WHERE most_day_mg IS NULL AND ${ofLabel} AND ${isDosed}`,
      );
      await runner.query(
        `UPDATE dose_rule SET least_hours = ${hours}, most_days = 3 WHERE ${ofLabel} AND ${isDosed}`,
      );
    }
    await createTable(runner, 'safety_rule', {
      columns: [
        key(),
        text('key'),
        text('of'),
        json('beside'),
        integer('from_months'),
        integer('to_months', optional),
        decimal('under_kg', optional),
        flag('pregnant'),
        integer('from_weeks', optional),
        integer('to_weeks', optional),
        json('having'),
        text('effect'),
        text('source', optional),
        text('sentence_zh'),
        text('sentence_en'),
        flag('in_use'),
      ],
      unique: [['key']],
      checks: {
        safety_rule_ages: 'from_months >= 0 AND (to_months IS NULL OR to_months > from_months)',
        safety_rule_effect: `effect IN ('forbid', 'doctor', 'reason', 'tell')`,
      },
    });
  }

  /** @throws Error where labels or codes were said, or somebody has proposed a safety rule: they would be forgotten */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, `proposal WHERE kind IN ('safety-rule.add', 'safety-rule.change')`);
    await assertNone(runner, `medicine WHERE label IS NOT NULL`);
    await assertNone(runner, `visit WHERE home_paracetamol IS NOT NULL OR home_ibuprofen IS NOT NULL`);
    await runner.dropTable('safety_rule');
    await shrinkTable(runner, 'visit', atHome);
    await shrinkTable(runner, 'dose_rule', paced);
    await shrinkTable(runner, 'medicine', told(runner));
  }
}
