import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Gives every text column of PostgreSQL one collation, a table at a time. */
async function collate(runner: QueryRunner, collation: 'C' | 'default'): Promise<void> {
  if (runner.connection.options.type !== 'postgres') return;
  const rows = (await runner.query(
    `SELECT table_name AS name, array_agg(column_name::text) AS columns
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND data_type = 'text'
       AND COALESCE(collation_name, 'default') <> $1
     GROUP BY table_name ORDER BY table_name`,
    [collation],
  )) as { name: string; columns: string[] }[];
  for (const { name, columns } of rows) {
    const changes = columns.map((column) => `ALTER COLUMN "${column}" TYPE text COLLATE "${collation}"`);
    await runner.query(`ALTER TABLE "${name}" ${changes.join(', ')}`);
  }
}

/**
 * On PostgreSQL texts compare by their bytes, whatever locale the database was made with, as they do on SQLite: the
 * beginning of a name is found by an index, and lists have one order on both.
 */
export class TextsSortByTheirBytes1795935600000 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return collate(runner, 'C');
  }

  down(runner: QueryRunner): Promise<void> {
    return collate(runner, 'default');
  }
}
