import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assertNone, changeCheck } from './table.js';

const former = ['outlets', 'facilities', 'capacity', 'availability', 'medicines'];
const kinds = (all: readonly string[]) => `kind IN (${all.map((kind) => `'${kind}'`).join(', ')})`;

/** Files of safety rules are imported. */
export class SafetyRulesComeInFiles1795903200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await changeCheck(runner, 'register_import', 'register_import_kind', kinds([...former, 'safety-rules']));
  }

  /** @throws Error while such files were imported */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, `register_import WHERE kind = 'safety-rules'`);
    await changeCheck(runner, 'register_import', 'register_import_kind', kinds(former));
  }
}
