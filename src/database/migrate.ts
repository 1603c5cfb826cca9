import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { migrations } from '../migrations/index.js';

/** The database was migrated by a newer program than this; the message is one sentence. */
export class NewerDatabase extends Error {
  constructor(name: string) {
    super(`The database is newer than this program (${name}): start the newer program, or restore a backup.`);
  }
}

const mostTries = 40;
const retryMs = 250;

/** Any number that nobody else locks by. */
const migrationLock = 20_221_207;

/**
 * Brings a database to the newest migration; of two processes that start at once, one waits for the other.
 * @throws NewerDatabase
 */
export async function migrate(writer: DataSource): Promise<void> {
  const runner = writer.createQueryRunner();
  const isPostgres = writer.options.type === 'postgres';
  try {
    // The lock is the connection's: it ends with it, also when the process dies.
    if (isPostgres) await runner.query(`SELECT pg_advisory_lock(${migrationLock})`);
    await assertNotNewer(runner);
    await runMigrations(writer, isPostgres ? 1 : mostTries);
  } finally {
    if (isPostgres) await runner.query(`SELECT pg_advisory_unlock(${migrationLock})`);
    await runner.release();
  }
}

/** SQLite has no lock that outlives a transaction: whoever was slower finds a table made, and looks again. */
async function runMigrations(writer: DataSource, tries: number): Promise<void> {
  try {
    await writer.runMigrations();
  } catch (error) {
    if (tries <= 1) throw error;
    await wait(retryMs);
    await runMigrations(writer, tries - 1);
  }
}

async function assertNotNewer(runner: QueryRunner): Promise<void> {
  if (!(await runner.hasTable('migrations'))) return;
  const known = new Set(migrations.map(({ name }) => name));
  const rows = (await runner.query('SELECT name FROM migrations ORDER BY id')) as { name: string }[];
  const unknown = rows.find(({ name }) => !known.has(name));
  if (unknown) throw new NewerDatabase(unknown.name);
}
