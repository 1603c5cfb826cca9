import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, flag, instant, integer, key, optional, text } from './table.js';

const referral = {
  columns: [
    key(),
    text('patient_id'),
    text('visit_id'),
    text('episode_id'),
    text('outlet_id'),
    text('from_facility_id', optional),
    text('onward_from_id', optional),
    text('level'),
    flag('child'),
    flag('pregnant'),
    text('state'),
    integer('version'),
    text('facility_id', optional),
    text('note', optional),
    text('question', optional),
    text('opinion', optional),
    instant('due_at', optional),
    instant('drafted_at'),
    instant('first_sent_at', optional),
    instant('sent_at', optional),
    instant('answered_at', optional),
    instant('accepted_at', optional),
    instant('arrived_at', optional),
    instant('ended_at', optional),
    text('outcome', optional),
    integer('passed_on'),
  ],
  references: {
    patient_id: 'patient',
    visit_id: 'visit',
    episode_id: 'episode',
    outlet_id: 'outlet',
    from_facility_id: 'facility',
    onward_from_id: 'referral',
    facility_id: 'facility',
  },
  unique: [{ columns: ['patient_id'], where: 'ended_at IS NULL' }],
  index: [
    ['facility_id', 'state'],
    ['outlet_id', 'drafted_at'],
    ['state', 'drafted_at'],
    { columns: ['due_at'], where: 'due_at IS NOT NULL' },
    ['visit_id'],
    ['drafted_at'],
  ],
  checks: {
    referral_state: `state IN ('drafted', 'consulting', 'sent', 'declined', 'unanswered', 'accepted', 'on-the-way', 'not-arrived', 'arrived', 'closed', 'onward', 'cancelled')`,
    referral_level: `level IN ('self-care', 'doctor', 'urgent', 'emergency')`,
  },
};

const referralTurn = {
  columns: [
    key('referral_id'),
    integer('version', { isPrimary: true }),
    text('act'),
    text('to'),
    text('facility_id', optional),
    text('reason', optional),
    instant('at'),
    text('by', optional),
  ],
  references: { referral_id: 'referral', facility_id: 'facility', by: 'staff_member' },
};

export class PatientsAreReferred1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'referral', referral);
    await createTable(runner, 'referral_turn', referralTurn);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'referral', 'referral_turn');
  }
}
