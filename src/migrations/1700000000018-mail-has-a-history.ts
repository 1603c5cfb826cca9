import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeCheck, createTable, dropTables, instant, integer, key, optional, text } from './table.js';

const states = (all: readonly string[]) => `state IN (${all.map((state) => `'${state}'`).join(', ')})`;

export class MailHasAHistory1700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await changeCheck(runner, 'mail', 'mail_state', states(['queued', 'sent', 'kept', 'refused', 'failed']));
    await createTable(runner, 'mail_attempt', {
      columns: [
        key(),
        text('mail_id'),
        instant('at'),
        text('outcome'),
        integer('code', optional),
        text('said', optional),
      ],
      references: { mail_id: 'mail' },
      index: [['mail_id', 'at']],
      checks: {
        mail_attempt_outcome: `outcome IN ('sent', 'kept', 'later', 'refused', 'given-up', 'held')`,
      },
    });
    await createTable(runner, 'refused_address', {
      columns: [
        key(),
        text('address'),
        instant('refused_at'),
        integer('code'),
        text('said'),
        instant('cleared_at', optional),
        text('cleared_by', optional),
      ],
      references: { cleared_by: 'staff_member' },
      unique: [{ columns: ['address'], where: 'cleared_at IS NULL' }],
      index: [['refused_at']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'mail_attempt', 'refused_address');
    await runner.query(`UPDATE mail SET state = 'failed' WHERE state = 'refused'`);
    await changeCheck(runner, 'mail', 'mail_state', states(['queued', 'sent', 'kept', 'failed']));
  }
}
