import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assertNone, changeCheck } from './table.js';

const former = ['outlets', 'facilities', 'capacity', 'availability'];
const kinds = (all: readonly string[]) => `kind IN (${all.map((kind) => `'${kind}'`).join(', ')})`;

export class TheCatalogueIsImported1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await changeCheck(runner, 'register_import', 'register_import_kind', kinds([...former, 'medicines']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, `register_import WHERE kind = 'medicines'`);
    await changeCheck(runner, 'register_import', 'register_import_kind', kinds(former));
  }
}
