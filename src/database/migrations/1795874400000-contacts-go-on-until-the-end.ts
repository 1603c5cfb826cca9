import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extendTable, flag, optional, shrinkTable, text, unset } from './table.js';

const contacts = (runner: QueryRunner) => ({
  columns: [text('risk_by', optional), flag('repeats', unset(runner))],
});

/** A contact says by what its colour was given, and whether another follows it. */
export class ContactsGoOnUntilTheEnd1795874400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'follow_up', contacts(runner));
    // Whoever is watched closely now goes on being called.
    const yes = runner.connection.options.type === 'sqlite' ? '1' : 'TRUE';
    await runner.query(
      `UPDATE follow_up SET repeats = ${yes} WHERE kind = 'call' AND risk IN ('red', 'yellow') AND state IN ('planned', 'handed-over')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'follow_up', contacts(runner));
  }
}
