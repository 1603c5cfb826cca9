import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, instant, integer, key, optional, text } from './table.js';

const stands = 'ended_at IS NULL';

/** A clinic keeps units for an hour for a patient whom another sends. */
export class NeighboursKeepForAnHour1795971600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'kept_aside', {
      columns: [
        key(),
        text('holder_id'),
        text('asker_id'),
        text('medicine_id'),
        integer('units'),
        instant('kept_at'),
        text('kept_by', optional),
        instant('until'),
        instant('ended_at', optional),
      ],
      references: {
        holder_id: 'outlet',
        asker_id: 'outlet',
        medicine_id: 'medicine',
        kept_by: 'staff_member',
      },
      index: [
        { columns: ['holder_id', 'until'], where: stands },
        { columns: ['asker_id', 'medicine_id'], where: stands },
      ],
      checks: { kept_aside_some: 'units > 0 AND holder_id <> asker_id' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('kept_aside');
  }
}
