import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, extendTable, instant, json, optional, shrinkTable, text } from './table.js';

const said = { columns: [json('chosen', optional), json('left_alone', optional)] };

/** A file's columns may be said by hand, and fields of the register be left as they are. */
export class FilesSayWhatTheyHold1795928400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendTable(runner, 'register_import', said);
    await createTable(runner, 'known_headings', {
      columns: [
        text('of', { isPrimary: true }),
        text('mark', { isPrimary: true }),
        json('chosen'),
        instant('said_at'),
        text('said_by', optional),
      ],
      references: { said_by: 'staff_member' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('known_headings');
    await shrinkTable(runner, 'register_import', said);
  }
}
