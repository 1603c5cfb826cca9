import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeColumn, extendTable, json, optional, shrinkTable } from './table.js';

const says = { checks: { notice_says_something: 'letter IS NOT NULL OR alert_id IS NOT NULL' } };

/** What an alert's notice says is written when it leaves; what was written before stays until then. */
export class NoticesOfAlertsCarryNoLetter1795838400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await changeColumn(runner, 'notice', json('letter', optional));
    await extendTable(runner, 'notice', says);
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'notice', says);
    // The program that it is for writes it anew before it sends it.
    const blank = JSON.stringify({ subject: { key: '' }, paragraphs: [], facts: [] });
    await runner.query(`UPDATE notice SET letter = '${blank}' WHERE letter IS NULL`);
    await changeColumn(runner, 'notice', json('letter'));
  }
}
