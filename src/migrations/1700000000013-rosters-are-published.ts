import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  changeColumn,
  createTable,
  day,
  dropTables,
  extendTable,
  instant,
  integer,
  json,
  key,
  optional,
  shrinkTable,
  text,
} from './table.js';

const assignment = {
  columns: [instant('changed_at', optional), text('answer', optional), instant('answered_at', optional)],
  checks: { assignment_answer: `answer IN ('confirmed', 'declined')` },
  index: [['on']],
};

const setting = {
  columns: [integer('confirm_hours', { default: 24 })],
  checks: { roster_setting_confirm_hours: 'confirm_hours > 0' },
};

export class RostersArePublished1700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'assignment', assignment);
    await runner.query('UPDATE assignment SET changed_at = COALESCE(cancelled_at, assigned_at)');
    await changeColumn(runner, 'assignment', instant('changed_at'));
    await extendTable(runner, 'roster_setting', setting);
    await createTable(runner, 'roster_version', {
      columns: [key(), day('week'), integer('number'), instant('at'), text('by', optional), json('changes')],
      references: { by: 'staff_member' },
      unique: [['week', 'number']],
    });
    await createTable(runner, 'calendar_feed', {
      columns: [
        key('owner_id'),
        text('kind'),
        text('token_hash'),
        instant('made_at'),
        text('made_by', optional),
      ],
      references: { made_by: 'staff_member' },
      unique: [['token_hash']],
      checks: { calendar_feed_kind: `kind IN ('doctor', 'outlet')` },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'roster_version', 'calendar_feed');
    await shrinkTable(runner, 'roster_setting', setting);
    await shrinkTable(runner, 'assignment', assignment);
  }
}
