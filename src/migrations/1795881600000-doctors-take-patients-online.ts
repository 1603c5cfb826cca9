import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extendTable, shrinkTable } from './table.js';

const waiting = {
  index: [
    { columns: ['on'], where: `disposition = 'online' AND seen_at IS NULL` },
    { columns: ['on'], where: `outcome = 'online'` },
  ],
};

/** Who waits for a doctor online is found without looking at all visits of a day. */
export class DoctorsTakePatientsOnline1795881600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'visit', waiting);
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'visit', waiting);
  }
}
