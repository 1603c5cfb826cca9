import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assertNone, extendTable, optional, shrinkTable, text } from './table.js';

const sent = { columns: [text('buyer_name', optional), text('buyer_number', optional)] };
const of = { columns: [text('for_number', optional)], index: [['for_number', 'on']] };

/** Who was sent for a patient's medicines is kept, and both are held to the selling limits. */
export class SomebodyIsSentForMedicines1795888800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'visit', sent);
    await extendTable(runner, 'restricted_sale', of);
    // One person, one number: documents stood as they had been typed.
    const plain = `REPLACE(REPLACE(buyer_number, ' ', ''), '-', '')`;
    // In a Turkish locale the capital of i is another letter.
    const letters = runner.connection.options.type === 'sqlite' ? plain : `${plain} COLLATE "C"`;
    await runner.query(`UPDATE restricted_sale SET buyer_number = UPPER(${letters})`);
  }

  /** @throws Error where somebody was sent: the register would no longer say for whom */
  async down(runner: QueryRunner): Promise<void> {
    await assertNone(runner, 'visit WHERE buyer_name IS NOT NULL');
    await assertNone(runner, 'restricted_sale WHERE for_number IS NOT NULL');
    await shrinkTable(runner, 'restricted_sale', of);
    await shrinkTable(runner, 'visit', sent);
  }
}
