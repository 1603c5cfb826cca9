import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  assertNone,
  createTable,
  day,
  decimal,
  extendTable,
  instant,
  integer,
  key,
  optional,
  shrinkTable,
  text,
} from './table.js';

const lookedAt = {
  columns: [text('effort', optional), decimal('refill', optional), decimal('oxygen_flow', optional)],
};

/** Editions of the rules begin on a day, after doctors have signed them; a visit keeps how a child breathes. */
export class RulesAreTriedBeforeTheyJudge1795892400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'visit', lookedAt);
    await createTable(runner, 'rule_edition', {
      columns: [key(), text('edition'), day('begins_on'), instant('set_at'), text('set_by', optional)],
      references: { set_by: 'staff_member' },
      unique: [['edition']],
    });
    await createTable(runner, 'edition_signature', {
      columns: [
        key(),
        text('edition'),
        text('doctor_id'),
        text('facility_id'),
        day('tried_from'),
        day('tried_to'),
        integer('visits'),
        integer('changed'),
        instant('at'),
        text('by'),
      ],
      references: { doctor_id: 'doctor', facility_id: 'facility', by: 'staff_member' },
      unique: [['edition', 'doctor_id']],
    });
    // A network that has judged visits goes on with the rules that it has, until somebody lets newer ones begin.
    await runner.query(
      `INSERT INTO rule_edition (id, edition, begins_on, set_at)
       SELECT '00000000-0000-7000-8000-000000000000', '2026-12b', '1900-01-01', '1900-01-01T00:00:00.000Z'
       WHERE EXISTS (SELECT 1 FROM visit)`,
    );
  }

  /** @throws Error where somebody has signed or begun an edition, or said how a child breathes */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, 'edition_signature WHERE 1 = 1');
    await assertNone(runner, 'rule_edition WHERE set_by IS NOT NULL');
    await assertNone(
      runner,
      'visit WHERE effort IS NOT NULL OR refill IS NOT NULL OR oxygen_flow IS NOT NULL',
    );
    await runner.dropTable('edition_signature');
    await runner.dropTable('rule_edition');
    await shrinkTable(runner, 'visit', lookedAt);
  }
}
