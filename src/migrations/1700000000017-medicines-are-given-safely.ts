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

const label = (runner: QueryRunner) => ({
  columns: [integer('youngest_months', optional), flag('real_name', unset(runner)), text('gtin', optional)],
  unique: [['gtin']],
});
const dose = { columns: [decimal('dose_units', optional), decimal('dose_times', optional)] };
const overridden = { columns: [json('overridden', optional)] };

const doseRule = {
  columns: [
    key(),
    text('ingredient'),
    integer('from_months'),
    integer('to_months', optional),
    flag('liver_ill'),
    flag('forbidden'),
    decimal('from_mg_per_kg', optional),
    decimal('to_mg_per_kg', optional),
    decimal('most_dose_mg', optional),
    integer('most_times', optional),
    decimal('most_day_mg', optional),
    text('source'),
  ],
  unique: [['ingredient', 'from_months', 'liver_ill']],
  checks: { dose_rule_ages: 'from_months >= 0 AND (to_months IS NULL OR to_months > from_months)' },
};

const sellingLimit = {
  columns: [
    key(),
    text('name'),
    text('district_id', optional),
    text('chain_id', optional),
    integer('days'),
    flag('only_one'),
    day('starts_on'),
    day('ends_on', optional),
    instant('set_at'),
    text('set_by', optional),
  ],
  references: { district_id: 'district', chain_id: 'chain', set_by: 'staff_member' },
  checks: { selling_limit_days: 'days > 0' },
};

const restrictedSale = {
  columns: [
    key(),
    text('visit_id'),
    text('outlet_id'),
    text('medicine_id'),
    integer('units'),
    day('on'),
    text('buyer_number'),
    text('buyer_name'),
    instant('at'),
    text('by', optional),
    instant('taken_back_at', optional),
  ],
  references: { outlet_id: 'outlet', medicine_id: 'medicine', by: 'staff_member' },
  index: [['buyer_number', 'on'], ['outlet_id', 'on'], ['visit_id']],
  checks: { restricted_sale_some: 'units > 0' },
};

export class MedicinesAreGivenSafely1700000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'medicine', label(runner));
    await extendTable(runner, 'visit_medicine', dose);
    await extendTable(runner, 'visit', overridden);
    await createTable(runner, 'dose_rule', doseRule);
    await createTable(runner, 'selling_limit', sellingLimit);
    await createTable(runner, 'limit_medicine', {
      columns: [key('limit_id'), key('medicine_id'), integer('most')],
      references: { limit_id: 'selling_limit', medicine_id: 'medicine' },
      checks: { limit_medicine_some: 'most > 0' },
    });
    await createTable(runner, 'restricted_sale', restrictedSale);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'dose_rule', 'selling_limit', 'limit_medicine', 'restricted_sale');
    await shrinkTable(runner, 'visit', overridden);
    await shrinkTable(runner, 'visit_medicine', dose);
    await shrinkTable(runner, 'medicine', label(runner));
  }
}
