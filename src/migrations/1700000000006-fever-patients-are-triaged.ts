import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  day,
  decimal,
  dropTables,
  extendTable,
  flag,
  instant,
  integer,
  json,
  key,
  optional,
  shrinkTable,
  text,
  unset,
} from './table.js';

const zero = { default: 0 };

const triaged = (runner: QueryRunner) => ({
  columns: [
    text('episode_id', optional),
    flag('oxygen', optional),
    decimal('weight', optional),
    flag('pregnant', unset(runner)),
    json('conditions', { default: `'[]'` }),
    flag('flags_asked', unset(runner)),
    integer('fever_days', optional),
    text('rule_set', optional),
    text('judged_level', optional),
    text('level', optional),
    text('level_reason', optional),
    json('triage', optional),
    instant('seen_at', optional),
    text('seen_by', optional),
    text('outcome', optional),
    text('outcome_note', optional),
  ],
  references: { episode_id: 'episode', seen_by: 'staff_member' },
  index: [
    ['episode_id'],
    { columns: ['outlet_id', 'on'], where: `disposition = 'doctor' AND seen_at IS NULL` },
  ],
  checks: { visit_outcome: `outcome IS NULL OR disposition IN ('doctor', 'online')` },
});

const episode = {
  columns: [
    key(),
    text('patient_id'),
    text('outlet_id'),
    instant('started_at'),
    day('started_on'),
    flag('fever'),
    text('first_level'),
    text('later_level', optional),
    integer('visits'),
    instant('last_visit_at'),
    instant('referred_at', optional),
    instant('arrived_at', optional),
    instant('called_off_at', optional),
    day('kept_away_on', optional),
    day('attended_on', optional),
    text('class'),
    instant('due_at', optional),
    instant('ended_at', optional),
  ],
  references: { patient_id: 'patient', outlet_id: 'outlet' },
  index: [
    ['patient_id', 'last_visit_at'],
    ['started_on', 'outlet_id'],
    { columns: ['due_at'], where: 'due_at IS NOT NULL' },
    { columns: ['last_visit_at'], where: 'ended_at IS NULL' },
  ],
  checks: {
    episode_class: `class IN ('confirmed', 'presumed', 'referred', 'lost', 'worse', 'open')`,
  },
};

const followUp = {
  columns: [
    key(),
    text('episode_id'),
    text('visit_id'),
    text('outlet_id'),
    text('patient_id'),
    text('kind'),
    day('due_on'),
    text('risk'),
    text('level'),
    text('state'),
    integer('tries'),
    text('outcome', optional),
    text('note', optional),
    instant('settled_at', optional),
    text('settled_by', optional),
  ],
  references: {
    episode_id: 'episode',
    visit_id: 'visit',
    outlet_id: 'outlet',
    patient_id: 'patient',
    settled_by: 'staff_member',
  },
  index: [
    { columns: ['outlet_id', 'due_on'], where: `state = 'planned'` },
    ['state', 'due_on'],
    ['episode_id'],
  ],
  checks: {
    follow_up_kind: `kind IN ('call', 'reassessment')`,
    follow_up_state: `state IN ('planned', 'done', 'stopped', 'handed-over')`,
    follow_up_risk: `risk IN ('red', 'yellow', 'green')`,
  },
};

const episodeDay = {
  columns: [
    key('outlet_id'),
    key('on'),
    integer('confirmed', zero),
    integer('presumed', zero),
    integer('referred', zero),
    integer('lost', zero),
    integer('worse', zero),
    integer('open', zero),
  ],
  references: { outlet_id: 'outlet' },
  index: [['on']],
  checks: {
    episode_day_not_negative:
      'confirmed >= 0 AND presumed >= 0 AND referred >= 0 AND lost >= 0 AND worse >= 0 AND open >= 0',
  },
};

export class FeverPatientsAreTriaged1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'episode', episode);
    await createTable(runner, 'follow_up', followUp);
    await createTable(runner, 'episode_day', episodeDay);
    await extendTable(runner, 'visit', triaged(runner));
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'visit', triaged(runner));
    await dropTables(runner, 'episode', 'follow_up', 'episode_day');
  }
}
