import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assertNone, decimal, extendTable, integer, optional, shrinkTable } from './table.js';

const told = { columns: [decimal('dose_from', optional), integer('dose_days', optional)] };

/** A dose is kept as it was told: as a range, and for how many days. */
export class DosesAsTold1795917600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'visit_medicine', told);
  }

  /** @throws Error where a range or days were told */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, 'visit_medicine WHERE dose_from IS NOT NULL OR dose_days IS NOT NULL');
    await shrinkTable(runner, 'visit_medicine', told);
  }
}
