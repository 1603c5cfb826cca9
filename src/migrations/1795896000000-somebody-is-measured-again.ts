import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assertNone, extendTable, flag, instant, integer, optional, shrinkTable, unset } from './table.js';

const again = (runner: QueryRunner) => ({
  columns: [
    flag('recounted', unset(runner)),
    integer('altitude_points', { default: 0 }),
    instant('measure_again_at', optional),
    instant('left_at', optional),
  ],
});

/** A visit keeps whether it was counted twice, when to measure again, for which altitude it was judged, and who left. */
export class SomebodyIsMeasuredAgain1795896000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'visit', again(runner));
  }

  /** @throws Error where somebody left, or limits were lowered: the visits would be judged otherwise */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(
      runner,
      `visit WHERE left_at IS NOT NULL OR altitude_points <> 0 OR measure_again_at IS NOT NULL OR recounted = ${
        runner.connection.options.type === 'sqlite' ? 1 : 'true'
      }`,
    );
    await shrinkTable(runner, 'visit', again(runner));
  }
}
