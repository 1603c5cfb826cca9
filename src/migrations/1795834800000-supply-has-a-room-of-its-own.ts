import type { MigrationInterface, QueryRunner } from 'typeorm';

const moved = ['reorder-level-set', 'ordered', 'order-closed', 'demand-unmet', 'planned-otherwise'];

/** The trail's words for what is done about supply; what was done stays as it is. */
export class SupplyHasARoomOfItsOwn1795834800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const act of moved) await rename(runner, `stock.${act}`, `supply.${act}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const act of moved) await rename(runner, `supply.${act}`, `stock.${act}`);
  }
}

const rename = (runner: QueryRunner, before: string, after: string) =>
  runner.query(`UPDATE audit_record SET act = '${after}' WHERE act = '${before}'`);
