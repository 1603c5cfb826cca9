import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  assertNone,
  createTable,
  extendTable,
  instant,
  integer,
  json,
  key,
  optional,
  shrinkTable,
  text,
} from './table.js';

const advice = {
  columns: [json('advice', { default: "'[]'" }), integer('sick_days', optional)],
};

/** A visiting doctor prescribes from the outlet's shelf and writes advice; the counter hands out. */
export class DoctorsPrescribe1795914000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'visit', advice);
    await createTable(runner, 'prescription', {
      columns: [
        key(),
        text('visit_id'),
        text('outlet_id'),
        text('medicine_id'),
        integer('quantity'),
        text('state'),
        instant('prescribed_at'),
        text('prescribed_by', optional),
        instant('settled_at', optional),
        text('settled_by', optional),
      ],
      references: {
        visit_id: 'visit',
        outlet_id: 'outlet',
        medicine_id: 'medicine',
        prescribed_by: 'staff_member',
        settled_by: 'staff_member',
      },
      checks: {
        prescription_some: 'quantity > 0',
        prescription_state: "state IN ('prescribed', 'handed-out', 'not-taken')",
        prescription_settled: "(state = 'prescribed') = (settled_at IS NULL)",
      },
      index: [['visit_id'], { columns: ['outlet_id'], where: "state = 'prescribed'" }],
    });
  }

  /** @throws Error where a doctor has prescribed or advised */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, 'prescription WHERE 1 = 1');
    await assertNone(runner, "visit WHERE sick_days IS NOT NULL OR advice <> '[]'");
    await runner.dropTable('prescription');
    await shrinkTable(runner, 'visit', advice);
  }
}
