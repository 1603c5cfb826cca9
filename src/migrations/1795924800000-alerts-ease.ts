import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extendTable, flag, shrinkTable, unset } from './table.js';

const easing = (runner: QueryRunner) => ({ columns: [flag('easing', unset(runner))] });

/** An alert says when its shelf is no longer low, though it stays open for a margin. */
export class AlertsEase1795924800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'alert', easing(runner));
  }

  async down(runner: QueryRunner): Promise<void> {
    await shrinkTable(runner, 'alert', easing(runner));
  }
}
