import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, decimal, dropTables, flag, instant, json, key, optional, text } from './table.js';

const outlet = {
  columns: [
    key(),
    text('licence_number'),
    text('district_id'),
    text('chain_id', optional),
    text('name'),
    text('address'),
    text('search_text'),
    decimal('latitude', optional),
    decimal('longitude', optional),
    text('telephone', optional),
    text('email', optional),
    text('memo', optional),
    text('week', optional),
    text('state'),
    text('approval_number', optional),
    day('approved_until', optional),
    instant('registered_at'),
    instant('changed_at'),
  ],
  references: { district_id: 'district', chain_id: 'chain' },
  unique: [['licence_number']],
  index: [['district_id'], ['chain_id'], ['state']],
  checks: {
    outlet_state: `state IN ('registered', 'applied', 'inspected', 'approved', 'suspended', 'declined', 'revoked')`,
    outlet_position: '(latitude IS NULL) = (longitude IS NULL)',
  },
};

const outletApproval = {
  columns: [
    key(),
    text('outlet_id'),
    text('act'),
    text('state'),
    text('reason', optional),
    text('number', optional),
    day('valid_until', optional),
    instant('at'),
    text('by', optional),
  ],
  references: { outlet_id: 'outlet', by: 'staff_member' },
  index: [['outlet_id', 'at']],
};

const facility = {
  columns: [
    key(),
    text('city'),
    text('county', optional),
    text('name'),
    text('tier'),
    flag('fever_clinic'),
    text('address', optional),
    text('telephone', optional),
    text('hours', optional),
    decimal('latitude', optional),
    decimal('longitude', optional),
    text('search_text'),
    instant('changed_at'),
  ],
  unique: [['city', 'name']],
  checks: {
    facility_tier: `tier IN ('community', 'sub-designated', 'designated', 'tertiary', 'hospital')`,
    facility_position: '(latitude IS NULL) = (longitude IS NULL)',
  },
};

const registerImport = {
  columns: [
    key(),
    text('kind'),
    text('file_name'),
    json('table'),
    instant('uploaded_at'),
    text('uploaded_by', optional),
    instant('applying_since', optional),
    instant('applied_at', optional),
    json('counts', optional),
  ],
  references: { uploaded_by: 'staff_member' },
  index: [['uploaded_at']],
  checks: { register_import_kind: `kind IN ('outlets', 'facilities')` },
};

export class OutletsBecomeConvenienceClinics1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'district', {
      columns: [key(), text('city'), text('name'), text('code', optional)],
      unique: [['city', 'name']],
    });
    await createTable(runner, 'chain', {
      columns: [key(), text('name'), json('name_patterns')],
      unique: [['name']],
    });
    await createTable(runner, 'outlet', outlet);
    await createTable(runner, 'outlet_approval', outletApproval);
    await createTable(runner, 'opening_exception', {
      columns: [key(), text('outlet_id'), day('on'), text('slot'), flag('open'), text('reason', optional)],
      references: { outlet_id: 'outlet' },
      unique: [['outlet_id', 'on', 'slot']],
    });
    await createTable(runner, 'facility', facility);
    await createTable(runner, 'register_import', registerImport);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'district',
      'chain',
      'outlet',
      'outlet_approval',
      'opening_exception',
      'facility',
      'register_import',
    );
  }
}
