import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extendTable, flag, optional, shrinkTable, text, unset } from './table.js';

const contacts = (runner: QueryRunner) => ({
  columns: [text('risk_by', optional), flag('repeats', unset(runner))],
});

/** A contact says by what its colour was given, and whether another follows it. */
export class ContactsGoOnUntilTheEnd1795874400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'follow_up', contacts(runner));
    // Whoever is watched now goes on being called; one call, to hear of a doctor, stays one.
    const yes = runner.connection.options.type === 'sqlite' ? '1' : 'TRUE';
    await runner.query(
      `UPDATE follow_up SET repeats = ${yes} WHERE kind = 'call' AND state IN ('planned', 'handed-over') AND (risk <> 'green' OR
        visit_id IN (SELECT id FROM visit WHERE COALESCE(outcome, disposition) IN ('home-care', 'referral')))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'follow_up', contacts(runner));
  }
}
