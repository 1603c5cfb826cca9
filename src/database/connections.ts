import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import sqlite3 from 'sqlite3';
import {
  DataSource,
  type DataSourceOptions,
  type EntityTarget,
  type ObjectLiteral,
  type QueryRunner,
} from 'typeorm';
import { Settings } from '../config/settings.js';
import { migrations } from './migrations/index.js';
import { LoggedClient, timeouts } from './postgres/logged-client.js';
import { bindNumbers } from './sqlite/bound-numbers.js';
import { KeptStatements } from './sqlite/kept-statements.js';
import { SnakeNaming } from './snake-naming.js';

export type EntityClass = new () => object;
export type Engine = 'sqlite' | 'postgres';

const sqliteReaders = 3;
const busyTimeoutMs = 10_000;
const postgresPool = 20;

/** TypeORM asks the driver to be verbose, which takes a stack trace a statement; this one stays as it is. */
const driver = { ...sqlite3, Database: KeptStatements };
const quietDriver = { ...driver, verbose: () => driver };

/** The options of the connection that writes, for the program and for TypeORM's own command line. */
export function writerOptions(databaseUrl: string, entities: EntityClass[]): DataSourceOptions {
  const shared = {
    entities,
    migrations,
    namingStrategy: new SnakeNaming(),
    migrationsTransactionMode: 'each',
  } as const;
  if (!databaseUrl.startsWith('sqlite:')) {
    return {
      ...shared,
      type: 'postgres',
      url: databaseUrl,
      extra: { max: postgresPool, Client: LoggedClient },
    };
  }
  const database = resolve(databaseUrl.slice('sqlite:'.length));
  return {
    ...shared,
    type: 'sqlite',
    database,
    driver: quietDriver,
    enableWAL: true,
    busyTimeout: busyTimeoutMs,
  };
}

/** The same connection, whose statements end in time; a migration may take as long as its tables are large. */
const inTime = (options: DataSourceOptions): DataSourceOptions =>
  options.type === 'postgres'
    ? { ...options, extra: { ...(options.extra as object), ...timeouts, keepAlive: true } }
    : options;

function readerOptions(settings: Settings, entities: EntityClass[]): DataSourceOptions[] {
  const writer = writerOptions(settings.DATABASE_URL, entities);
  if (writer.type === 'sqlite') {
    return Array.from({ length: sqliteReaders }, () => ({
      ...writer,
      enableWAL: false,
      flags: sqlite3.OPEN_READONLY,
    }));
  }
  return settings.DATABASE_READER_URL ? [inTime(writerOptions(settings.DATABASE_READER_URL, entities))] : [];
}

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
async function migrate(writer: DataSource): Promise<void> {
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

async function connected(options: DataSourceOptions): Promise<DataSource> {
  const connection = await new DataSource(options).initialize();
  if (options.type === 'sqlite') bindNumbers(connection);
  return connection;
}

/** The connections to the database: one that writes, and others that only read. */
@Injectable()
export class Connections implements OnApplicationShutdown {
  private turn = 0;

  constructor(
    readonly engine: Engine,
    readonly writer: DataSource,
    readonly allReaders: DataSource[],
  ) {}

  /** Opens the connections and brings the database to the newest migration. */
  static async open(settings: Settings, entities: EntityClass[]): Promise<Connections> {
    const options = writerOptions(settings.DATABASE_URL, entities);
    if (options.type === 'sqlite') mkdirSync(dirname(options.database), { recursive: true });
    // A connection of its own: TypeORM lets go of references meanwhile, and after a failure never holds them again.
    const migrating = await new DataSource(options).initialize();
    await migrate(migrating).finally(() => migrating.destroy());
    const writer = await connected(inTime(options));
    // FULL, so that a visit which was answered "saved" survives a power cut.
    if (options.type === 'sqlite') await writer.query('PRAGMA synchronous = FULL');
    const readers = await Promise.all(readerOptions(settings, entities).map(connected));
    return new Connections(options.type === 'sqlite' ? 'sqlite' : 'postgres', writer, readers);
  }

  /** A connection for a page's reads: it never sees what is not committed. */
  get reader(): DataSource {
    if (this.allReaders.length === 0) return this.writer;
    this.turn = (this.turn + 1) % this.allReaders.length;
    return this.allReaders[this.turn]!;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.writer, ...this.allReaders].map((connection) => connection.destroy()));
  }
}

/** What pages read from. */
@Injectable()
export class Reader {
  constructor(private readonly connections: Connections) {}

  of<T extends ObjectLiteral>(entity: EntityTarget<T>) {
    return this.connections.reader.getRepository(entity);
  }

  get manager() {
    return this.connections.reader.manager;
  }
}
