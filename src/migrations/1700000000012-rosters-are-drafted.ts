import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, dropTables, flag, instant, integer, json, key, optional, text } from './table.js';

const slot = `slot IN ('morning', 'afternoon', 'evening')`;

export class RostersAreDrafted1700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'roster_draft', {
      columns: [
        key('week'),
        integer('revision'),
        json('proposal', optional),
        instant('opened_at'),
        text('opened_by', optional),
        instant('changed_at'),
      ],
      references: { opened_by: 'staff_member' },
    });
    await createTable(runner, 'roster_outlook', {
      columns: [key('week'), json('expected'), instant('counted_at')],
    });
    await createTable(runner, 'draft_seat', {
      columns: [key('doctor_id'), key('on'), key('slot'), day('week'), text('outlet_id'), flag('locked')],
      references: { doctor_id: 'doctor', outlet_id: 'outlet' },
      index: [['week']],
      checks: { draft_seat_slot: slot },
    });
    await createTable(runner, 'draft_change', {
      columns: [
        key(),
        day('week'),
        integer('revision'),
        json('taken'),
        json('given'),
        instant('at'),
        text('by', optional),
        instant('undone_at', optional),
      ],
      references: { by: 'staff_member' },
      index: [['week']],
    });
    await createTable(runner, 'roster_search', {
      columns: [
        key('week'),
        instant('started_at'),
        text('started_by', optional),
        instant('heard_at'),
        instant('stop_asked_at', optional),
        instant('ended_at', optional),
        json('progress', optional),
        text('fault', optional),
      ],
      references: { started_by: 'staff_member' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'roster_draft', 'roster_outlook', 'draft_seat', 'draft_change', 'roster_search');
  }
}
