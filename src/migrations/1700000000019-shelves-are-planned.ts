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

const shelf = { outlet_id: 'outlet', medicine_id: 'medicine' };

/** The day of an instant by China's clock, for what was handed out before days were kept. */
const dayOf = (runner: QueryRunner, column: string) =>
  runner.connection.options.type === 'sqlite'
    ? `date(${column}, '+8 hours')`
    : `to_char(${column}::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;

const demandDay = {
  columns: [
    key('outlet_id'),
    key('medicine_id'),
    day('on', { isPrimary: true }),
    integer('units', { default: 0 }),
    integer('unmet', { default: 0 }),
    integer('outs', { default: 0 }),
  ],
  references: shelf,
  index: [['on']],
};

const unmetDemand = {
  columns: [
    key('visit_id'),
    key('medicine_id'),
    text('outlet_id'),
    day('on'),
    integer('asked'),
    integer('units'),
    instant('at'),
    text('by', optional),
  ],
  references: { ...shelf, by: 'staff_member' },
  checks: { unmet_demand_some: 'units >= 0 AND asked >= units' },
};

const shelfPlan = {
  columns: [
    key('outlet_id'),
    key('medicine_id'),
    day('first_on'),
    day('through_on'),
    json('demand'),
    integer('known'),
    integer('lent_by'),
    decimal('expected', optional),
    decimal('safety', optional),
    integer('protected_days'),
    integer('lead_days'),
    integer('leads_seen'),
    integer('point', optional),
    integer('up_to', optional),
    integer('unusual_above', optional),
    integer('days'),
    integer('days_out'),
    integer('days_empty'),
    integer('carried', { default: 0 }),
    integer('units'),
    integer('unmet'),
  ],
  references: shelf,
};

const supplyOrder = {
  columns: [
    key(),
    text('outlet_id'),
    text('medicine_id'),
    integer('units'),
    integer('arrived', { default: 0 }),
    day('ordered_on'),
    instant('ordered_at'),
    text('ordered_by', optional),
    day('due_on'),
    day('arrived_on', optional),
    instant('closed_at', optional),
    text('closed_by', optional),
  ],
  references: { ...shelf, ordered_by: 'staff_member', closed_by: 'staff_member' },
  index: [{ columns: ['outlet_id', 'medicine_id'], where: 'closed_at IS NULL' }, ['outlet_id', 'arrived_on']],
  checks: { supply_order_some: 'units > 0 AND arrived >= 0' },
};

const stockSetting = {
  columns: [
    key(),
    decimal('service'),
    integer('lead_days'),
    integer('cycle_days'),
    flag('public_page'),
    instant('changed_at'),
    text('changed_by', optional),
  ],
  references: { changed_by: 'staff_member' },
  checks: {
    stock_setting_range:
      'service > 0.5 AND service < 1 AND lead_days >= 1 AND lead_days <= 60 AND cycle_days >= 1 AND cycle_days <= 60',
  },
};

export class ShelvesArePlanned1700000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'demand_day', demandDay);
    await runner.query(`INSERT INTO demand_day (outlet_id, medicine_id, "on", units)
      SELECT movement.outlet_id, movement.medicine_id, ${dayOf(runner, 'given.at')}, -SUM(movement.quantity)
      FROM movement INNER JOIN movement given ON given.id = COALESCE(movement.reverses_id, movement.id)
      WHERE given.kind = 'dispense' GROUP BY 1, 2, 3`);
    await createTable(runner, 'unmet_demand', unmetDemand);
    await createTable(runner, 'shelf_plan', shelfPlan);
    await createTable(runner, 'supply_order', supplyOrder);
    await createTable(runner, 'stock_setting', stockSetting);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'demand_day', 'unmet_demand', 'shelf_plan', 'supply_order', 'stock_setting');
  }
}
