import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, dropTables, flag, instant, integer, key, optional, text } from './table.js';

const who = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'staff_member']));

const stockCount = {
  columns: [
    key(),
    text('outlet_id'),
    flag('blind'),
    instant('started_at'),
    text('started_by', optional),
    instant('posted_at', optional),
    text('posted_by', optional),
    instant('cancelled_at', optional),
    text('cancelled_by', optional),
  ],
  references: { outlet_id: 'outlet', ...who('started_by', 'posted_by', 'cancelled_by') },
  unique: [{ columns: ['outlet_id'], where: 'posted_at IS NULL AND cancelled_at IS NULL' }],
  index: [['outlet_id', 'started_at']],
  checks: { stock_count_once: 'posted_at IS NULL OR cancelled_at IS NULL' },
};

const countLine = {
  columns: [
    key(),
    text('count_id'),
    text('lot_id'),
    integer('counted'),
    integer('on_ledger'),
    instant('counted_at'),
    text('counted_by', optional),
    integer('times'),
    text('reason', optional),
    text('note', optional),
  ],
  references: { count_id: 'stock_count', lot_id: 'lot', ...who('counted_by') },
  unique: [['count_id', 'lot_id']],
  checks: { count_line_not_negative: 'counted >= 0' },
};

const transfer = {
  columns: [
    key(),
    text('from_outlet_id'),
    text('to_outlet_id'),
    text('medicine_id'),
    text('state'),
    integer('asked'),
    integer('agreed', optional),
    text('note', optional),
    text('reason', optional),
    instant('asked_at'),
    text('asked_by', optional),
    instant('changed_at'),
    text('changed_by', optional),
    instant('sent_at', optional),
  ],
  references: {
    from_outlet_id: 'outlet',
    to_outlet_id: 'outlet',
    medicine_id: 'medicine',
    ...who('asked_by', 'changed_by'),
  },
  index: [
    ['from_outlet_id', 'asked_at'],
    ['to_outlet_id', 'asked_at'],
    ['medicine_id', 'state'],
  ],
  checks: {
    transfer_state: `state IN ('asked', 'agreed', 'sent', 'received', 'declined', 'cancelled')`,
    transfer_between_two: 'from_outlet_id <> to_outlet_id',
    transfer_some: 'asked > 0 AND (agreed IS NULL OR (agreed > 0 AND agreed <= asked))',
  },
};

const transferLot = {
  columns: [
    key(),
    text('transfer_id'),
    text('number'),
    day('expires_on'),
    integer('sent'),
    integer('received', optional),
    integer('damaged', optional),
    integer('missing', optional),
  ],
  references: { transfer_id: 'transfer' },
  unique: [['transfer_id', 'number']],
  checks: {
    transfer_lot_some: 'sent > 0',
    transfer_lot_conserved: 'received IS NULL OR received + damaged + missing = sent',
    transfer_lot_parts: 'received IS NULL OR (received >= 0 AND damaged >= 0 AND missing >= 0)',
  },
};

export class ShelvesAreCountedAndShare1700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'stock_count', stockCount);
    await createTable(runner, 'count_line', countLine);
    await createTable(runner, 'transfer', transfer);
    await createTable(runner, 'transfer_lot', transferLot);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'stock_count', 'count_line', 'transfer', 'transfer_lot');
  }
}
