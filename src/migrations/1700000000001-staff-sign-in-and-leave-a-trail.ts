import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, flag, instant, json, key, optional, text } from './table.js';

const staffMember = {
  columns: [
    key(),
    text('email'),
    text('name'),
    text('role'),
    text('language'),
    text('password_hash', optional),
    instant('invited_at'),
    instant('disabled_at', optional),
    text('disabled_by', optional),
  ],
  references: { disabled_by: 'staff_member' },
  unique: [['email']],
  checks: { staff_member_role: `role IN ('admin', 'officer', 'chain-manager', 'counter', 'doctor')` },
};

const signIn = {
  columns: [
    key(),
    text('token_hash'),
    text('staff_id'),
    instant('signed_in_at'),
    instant('expires_at'),
    instant('revoked_at', optional),
    text('address'),
    text('device'),
  ],
  references: { staff_id: 'staff_member' },
  unique: [['token_hash']],
  index: [['staff_id']],
};

const signInAttempt = {
  columns: [key(), text('email'), text('address'), flag('succeeded'), instant('at')],
  index: [
    ['email', 'at'],
    ['address', 'at'],
  ],
};

const passwordLink = {
  columns: [key(), text('token_hash'), text('staff_id'), instant('expires_at'), instant('used_at', optional)],
  references: { staff_id: 'staff_member' },
  unique: [['token_hash']],
  index: [['staff_id']],
};

const auditRecord = {
  columns: [
    key(),
    instant('at'),
    text('staff_id', optional),
    text('act'),
    text('subject_kind'),
    text('subject_id'),
    text('outlet_id', optional),
    json('before', optional),
    json('after', optional),
  ],
  references: { staff_id: 'staff_member' },
  index: [['subject_id', 'at'], ['at']],
};

export class StaffSignInAndLeaveATrail1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'staff_member', staffMember);
    await createTable(runner, 'staff_place', {
      columns: [key('staff_id'), key('kind'), key('place_id')],
      references: { staff_id: 'staff_member' },
    });
    await createTable(runner, 'sign_in', signIn);
    await createTable(runner, 'sign_in_attempt', signInAttempt);
    await createTable(runner, 'password_link', passwordLink);
    await createTable(runner, 'audit_record', auditRecord);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'staff_member',
      'staff_place',
      'sign_in',
      'sign_in_attempt',
      'password_link',
      'audit_record',
    );
  }
}
