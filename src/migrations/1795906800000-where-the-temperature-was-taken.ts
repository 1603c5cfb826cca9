import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assertNone, extendTable, optional, shrinkTable, text } from './table.js';

const site = { columns: [text('temperature_site', optional)] };

/** A visit keeps where the temperature was taken. */
export class WhereTheTemperatureWasTaken1795906800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'visit', site);
  }

  /** @throws Error where somebody has said where */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, 'visit WHERE temperature_site IS NOT NULL');
    await shrinkTable(runner, 'visit', site);
  }
}
