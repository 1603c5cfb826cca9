import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, dropTables, instant, integer, json, key, optional, text } from './table.js';

export class DoctorsVisitOutlets1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'doctor', {
      columns: [
        key(),
        text('licence_number'),
        text('name'),
        text('home_facility_id'),
        json('scopes'),
        day('valid_until'),
        text('telephone', optional),
        text('email', optional),
        text('language'),
        text('search_text'),
        instant('struck_off_at', optional),
        text('struck_off_by', optional),
        text('struck_off_reason', optional),
      ],
      references: { home_facility_id: 'facility', struck_off_by: 'staff_member' },
      unique: [['licence_number']],
    });
    await createTable(runner, 'doctor_district', {
      columns: [key('doctor_id'), key('district_id')],
      references: { doctor_id: 'doctor', district_id: 'district' },
    });
    await createTable(runner, 'session', {
      columns: [key(), text('outlet_id'), day('on'), text('slot')],
      references: { outlet_id: 'outlet' },
      unique: [['outlet_id', 'on', 'slot']],
      index: [['on']],
      checks: { session_slot: `slot IN ('morning', 'afternoon', 'evening')` },
    });
    await createTable(runner, 'assignment', {
      columns: [
        key(),
        text('session_id'),
        text('doctor_id'),
        day('on'),
        text('slot'),
        integer('sequence'),
        instant('assigned_at'),
        text('assigned_by', optional),
        instant('cancelled_at', optional),
        text('cancelled_by', optional),
        text('cancel_reason', optional),
      ],
      references: {
        session_id: 'session',
        doctor_id: 'doctor',
        assigned_by: 'staff_member',
        cancelled_by: 'staff_member',
      },
      unique: [{ columns: ['doctor_id', 'on', 'slot'], where: 'cancelled_at IS NULL' }],
      index: [['session_id']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'doctor', 'doctor_district', 'session', 'assignment');
  }
}
