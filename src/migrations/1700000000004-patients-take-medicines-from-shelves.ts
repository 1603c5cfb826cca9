import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  day,
  decimal,
  dropTables,
  flag,
  instant,
  integer,
  json,
  key,
  optional,
  text,
} from './table.js';

const zero = { default: 0 };

const patient = {
  columns: [
    key(),
    text('name'),
    text('folded_name'),
    text('identity_number', optional),
    text('other_document', optional),
    day('born_on'),
    text('sex'),
    text('telephone', optional),
    text('guardian_name', optional),
    text('guardian_identity_number', optional),
    instant('registered_at'),
    text('registered_by', optional),
  ],
  references: { registered_by: 'staff_member' },
  unique: [['identity_number']],
  index: [['telephone'], ['folded_name']],
  checks: { patient_sex: `sex IN ('female', 'male')` },
};

const medicine = {
  columns: [
    key(),
    text('code'),
    text('name_zh'),
    text('name_en'),
    text('initials'),
    text('form'),
    text('strength'),
    text('unit'),
    text('group'),
    json('ingredients'),
    flag('key'),
  ],
  unique: [['code']],
};

const lot = {
  columns: [
    key(),
    text('outlet_id'),
    text('medicine_id'),
    text('number'),
    day('expires_on'),
    integer('on_hand'),
  ],
  references: { outlet_id: 'outlet', medicine_id: 'medicine' },
  unique: [['outlet_id', 'medicine_id', 'number']],
  index: [{ columns: ['outlet_id', 'medicine_id'], where: 'on_hand > 0' }],
  checks: { lot_never_negative: 'on_hand >= 0' },
};

const movement = {
  columns: [
    key(),
    text('lot_id'),
    text('outlet_id'),
    text('medicine_id'),
    text('kind'),
    integer('quantity'),
    text('reason', optional),
    text('note', optional),
    text('visit_id', optional),
    text('reverses_id', optional),
    instant('at'),
    text('by', optional),
  ],
  references: {
    lot_id: 'lot',
    outlet_id: 'outlet',
    medicine_id: 'medicine',
    reverses_id: 'movement',
    by: 'staff_member',
  },
  unique: [['reverses_id']],
  index: [['outlet_id', 'medicine_id', 'at'], ['lot_id'], ['visit_id']],
  checks: {
    movement_kind: `kind IN ('receive', 'dispense', 'adjust', 'reverse')`,
    movement_moves: 'quantity <> 0',
  },
};

const visit = {
  columns: [
    key(),
    text('outlet_id'),
    text('patient_id'),
    text('session_id', optional),
    instant('at'),
    day('on'),
    decimal('temperature', optional),
    integer('spo2', optional),
    integer('pulse', optional),
    integer('respiration', optional),
    integer('systolic', optional),
    text('consciousness', optional),
    json('symptoms'),
    flag('fever_reported'),
    flag('fever'),
    text('note', optional),
    text('disposition'),
    instant('logged_at'),
    text('logged_by', optional),
    integer('version'),
  ],
  references: {
    outlet_id: 'outlet',
    patient_id: 'patient',
    session_id: 'session',
    logged_by: 'staff_member',
  },
  index: [
    ['outlet_id', 'on', 'at'],
    ['on', 'at'],
    ['patient_id', 'at'],
  ],
  checks: {
    visit_temperature: 'temperature IS NULL OR (temperature >= 30 AND temperature <= 45)',
    visit_disposition: `disposition IN ('advice', 'medicines', 'doctor', 'online', 'home-care', 'referral', 'emergency')`,
  },
};

const visitVersion = {
  columns: [
    key('visit_id'),
    integer('version', { isPrimary: true }),
    json('was'),
    text('reason'),
    instant('corrected_at'),
    text('corrected_by', optional),
  ],
  references: { visit_id: 'visit', corrected_by: 'staff_member' },
};

const outletDay = {
  columns: [
    key('outlet_id'),
    key('on'),
    integer('visits', zero),
    integer('fever_visits', zero),
    integer('advice', zero),
    integer('medicines', zero),
    integer('doctor', zero),
    integer('online', zero),
    integer('home_care', zero),
    integer('referral', zero),
    integer('emergency', zero),
  ],
  references: { outlet_id: 'outlet' },
  index: [['on']],
  checks: { outlet_day_not_negative: 'visits >= 0 AND fever_visits >= 0 AND fever_visits <= visits' },
};

export class PatientsTakeMedicinesFromShelves1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'patient', patient);
    await createTable(runner, 'medicine', medicine);
    await createTable(runner, 'lot', lot);
    await createTable(runner, 'movement', movement);
    await createTable(runner, 'reorder_level', {
      columns: [key('outlet_id'), key('medicine_id'), integer('units')],
      references: { outlet_id: 'outlet', medicine_id: 'medicine' },
      checks: { reorder_level_not_negative: 'units >= 0' },
    });
    await createTable(runner, 'visit', visit);
    await createTable(runner, 'visit_medicine', {
      columns: [key('visit_id'), key('medicine_id'), integer('quantity'), text('directions', optional)],
      references: { visit_id: 'visit', medicine_id: 'medicine' },
      checks: { visit_medicine_some: 'quantity > 0' },
    });
    await createTable(runner, 'visit_version', visitVersion);
    await createTable(runner, 'outlet_day', outletDay);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'patient',
      'medicine',
      'lot',
      'movement',
      'reorder_level',
      'visit',
      'visit_medicine',
      'visit_version',
      'outlet_day',
    );
  }
}
