import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  assertNone,
  createTable,
  decimal,
  dropTables,
  flag,
  instant,
  integer,
  json,
  key,
  optional,
  shrinkTable,
  text,
} from './table.js';

const kinds = [
  'recalled',
  'neighbour',
  'out',
  'expired',
  'low',
  'overdue',
  'unusual',
  'expiring',
  'uncounted',
  'undeliverable',
];
const ofKinds = (some: readonly string[]) => `kind IN (${some.map((kind) => `'${kind}'`).join(', ')})`;

const former = {
  unique: [{ columns: ['kind', 'outlet_id', 'medicine_id'], where: 'closed_at IS NULL' }],
  index: [['opened_at']],
};

const alert = {
  columns: [
    key(),
    text('subject'),
    text('outlet_id', optional),
    text('medicine_id', optional),
    text('kind'),
    json('kinds'),
    json('told'),
    json('facts'),
    instant('opened_at'),
    instant('changed_at'),
    integer('rung'),
    instant('escalate_at', optional),
    instant('acknowledged_at', optional),
    text('acknowledged_by', optional),
    instant('closed_at', optional),
  ],
  references: { outlet_id: 'outlet', medicine_id: 'medicine' },
  unique: [{ columns: ['subject'], where: 'closed_at IS NULL' }],
  index: [
    ['opened_at'],
    { columns: ['outlet_id'], where: 'closed_at IS NULL' },
    { columns: ['escalate_at'], where: 'closed_at IS NULL' },
  ],
  checks: { alert_kind: ofKinds(kinds) },
};

const alertRule = {
  columns: [
    key(),
    text('kind'),
    text('medicine_id', optional),
    text('district_id', optional),
    decimal('threshold', optional),
    integer('escalate_minutes', optional),
    instant('set_at'),
    text('set_by', optional),
  ],
  references: { medicine_id: 'medicine', district_id: 'district', set_by: 'staff_member' },
  checks: {
    alert_rule_kind: ofKinds(kinds),
    alert_rule_positive:
      '(threshold IS NULL OR threshold > 0) AND (escalate_minutes IS NULL OR escalate_minutes > 0)',
  },
};

const notice = {
  columns: [
    key(),
    text('recipient'),
    text('language'),
    json('letter'),
    flag('urgent'),
    text('alert_id', optional),
    integer('rung'),
    text('cause'),
    text('cause_id'),
    instant('written_at'),
    text('mail_id', optional),
    instant('dropped_at', optional),
  ],
  references: { alert_id: 'alert', mail_id: 'mail' },
  index: [
    { columns: ['recipient'], where: 'mail_id IS NULL AND dropped_at IS NULL' },
    ['mail_id'],
    ['alert_id'],
  ],
};

const mailPace = {
  columns: [
    key('email'),
    instant('last_at', optional),
    text('last_mail_id', optional),
    instant('next_at', optional),
  ],
  references: { last_mail_id: 'mail' },
};

const mailChoice = {
  columns: [
    key('staff_id'),
    text('how'),
    integer('digest_hour'),
    integer('quiet_from', optional),
    integer('quiet_until', optional),
  ],
  references: { staff_id: 'staff_member' },
  checks: {
    mail_choice_how: `how IN ('at-once', 'digest')`,
    mail_choice_hours:
      'digest_hour BETWEEN 0 AND 23 AND (quiet_from IS NULL) = (quiet_until IS NULL) AND (quiet_from IS NULL OR (quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23))',
  },
};

export class AlertsAreAnswered1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'alert', former);
    await runner.renameTable('alert', 'former_alert');
    await createTable(runner, 'alert', alert);
    await runner.query(`INSERT INTO alert (id, subject, outlet_id, medicine_id, kind, kinds, told, facts, opened_at, changed_at, rung, closed_at)
      SELECT id, 'shelf:' || outlet_id || '/' || medicine_id, outlet_id, medicine_id, kind, '["low"]', '["low"]',
        '{"usable":' || usable || ',"level":' || reorder_level || '}', opened_at, opened_at, 0, closed_at FROM former_alert`);
    await runner.dropTable('former_alert');
    await createTable(runner, 'alert_rule', alertRule);
    await createTable(runner, 'notice', notice);
    await createTable(runner, 'mail_pace', mailPace);
    await createTable(runner, 'mail_choice', mailChoice);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['alert', 'alert_rule', 'notice', 'mail_choice']) await assertNone(runner, table);
    await dropTables(runner, 'alert_rule', 'notice', 'mail_pace', 'mail_choice');
    await dropTables(runner, 'alert');
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
      ...former,
      checks: { alert_kind: ofKinds(['low']) },
    });
  }
}
