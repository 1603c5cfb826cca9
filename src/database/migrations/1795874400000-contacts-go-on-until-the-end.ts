import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extendTable, flag, optional, shrinkTable, text, unset } from './table.js';

const contacts = (runner: QueryRunner) => ({
  columns: [text('risk_by', optional), flag('repeats', unset(runner))],
});

/** A contact says by what its colour was given, and whether another follows it. */
export class ContactsGoOnUntilTheEnd1795874400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'follow_up', contacts(runner));
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'follow_up', contacts(runner));
  }
}
