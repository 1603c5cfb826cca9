import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  changeCheck,
  createTable,
  dropTables,
  extendTable,
  flag,
  instant,
  integer,
  key,
  optional,
  set,
  shrinkTable,
  text,
} from './table.js';

const packs = (runner: QueryRunner) => ({
  columns: [integer('pack_size', { default: 1 }), flag('splittable', set(runner))],
  checks: { medicine_pack: 'pack_size > 0' },
});

const blocked = {
  columns: [integer('loose', { default: 0 }), text('recall_id', optional)],
  references: { recall_id: 'recall' },
  index: [['medicine_id', 'number']],
  checks: { lot_loose: 'loose >= 0 AND loose <= on_hand' },
};

const documented = {
  columns: [text('document_id', optional), text('witness_id', optional)],
  references: { witness_id: 'staff_member' },
};

const former = ['receive', 'dispense', 'adjust', 'reverse'];
const kinds = (all: readonly string[]) => `kind IN (${all.map((kind) => `'${kind}'`).join(', ')})`;
const more = ['return', 'destroy', 'count', 'send', 'arrive'];

export class PacksAreOpenedAndLotsRecalled1700000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'recall', {
      columns: [
        key(),
        text('medicine_id'),
        text('number'),
        text('reason'),
        text('notice', optional),
        instant('announced_at'),
        text('announced_by', optional),
        instant('done_at', optional),
        text('done_by', optional),
        instant('lifted_at', optional),
        text('lifted_by', optional),
      ],
      references: {
        medicine_id: 'medicine',
        announced_by: 'staff_member',
        done_by: 'staff_member',
        lifted_by: 'staff_member',
      },
      unique: [{ columns: ['medicine_id', 'number'], where: 'lifted_at IS NULL' }],
      index: [['announced_at']],
    });
    await extendTable(runner, 'medicine', packs(runner));
    await extendTable(runner, 'lot', blocked);
    await extendTable(runner, 'movement', documented);
    await changeCheck(runner, 'movement', 'movement_kind', kinds([...former, ...more]));
    await createTable(runner, 'pack_opening', {
      columns: [
        key(),
        text('lot_id'),
        text('outlet_id'),
        integer('packs'),
        text('visit_id', optional),
        instant('at'),
        text('by', optional),
      ],
      references: { lot_id: 'lot', outlet_id: 'outlet', by: 'staff_member' },
      index: [['outlet_id', 'at']],
      checks: { pack_opening_some: 'packs > 0' },
    });
    // Numbers are kept in capitals without blanks from now on; two lots that differ in nothing else stay apart.
    await runner.query(
      `UPDATE lot SET number = UPPER(REPLACE(number, ' ', '')) WHERE NOT EXISTS (SELECT 1 FROM lot other WHERE other.id <> lot.id
        AND other.outlet_id = lot.outlet_id AND other.medicine_id = lot.medicine_id AND UPPER(REPLACE(other.number, ' ', '')) = UPPER(REPLACE(lot.number, ' ', '')))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'pack_opening');
    // What the narrower ledger has no word for is an adjustment there.
    await runner.query(`UPDATE movement SET kind = 'adjust' WHERE ${kinds(more)}`);
    await changeCheck(runner, 'movement', 'movement_kind', kinds(former));
    await shrinkTable(runner, 'movement', documented);
    await shrinkTable(runner, 'lot', blocked);
    await shrinkTable(runner, 'medicine', packs(runner));
    await dropTables(runner, 'recall');
  }
}
