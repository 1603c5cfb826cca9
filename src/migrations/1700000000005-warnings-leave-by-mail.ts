import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, instant, integer, json, key, optional, text } from './table.js';

export class WarningsLeaveByMail1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'alert', {
      columns: [
        key(),
        text('kind'),
        text('outlet_id'),
        text('medicine_id'),
        integer('usable'),
        integer('reorder_level'),
        instant('opened_at'),
        instant('closed_at', optional),
      ],
      references: { outlet_id: 'outlet', medicine_id: 'medicine' },
      unique: [{ columns: ['kind', 'outlet_id', 'medicine_id'], where: 'closed_at IS NULL' }],
      index: [['opened_at']],
      checks: { alert_kind: `kind IN ('low')` },
    });
    await createTable(runner, 'mail', {
      columns: [
        key(),
        text('message_id'),
        text('recipient'),
        text('language'),
        text('subject'),
        text('text'),
        text('html'),
        json('calendar', optional),
        text('cause'),
        text('cause_id'),
        instant('written_at'),
        text('state'),
        integer('attempts'),
        instant('next_attempt_at'),
        instant('leased_until', optional),
        text('leased_by', optional),
        instant('settled_at', optional),
        text('last_error', optional),
      ],
      index: [['state', 'next_attempt_at'], ['written_at']],
      checks: { mail_state: `state IN ('queued', 'sent', 'kept', 'failed')` },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'alert', 'mail');
  }
}
