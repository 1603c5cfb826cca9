import { resolve } from 'node:path';
import sqlite3 from 'sqlite3';
import type { DataSourceOptions } from 'typeorm';
import type { Settings } from '../config/settings.js';
import { migrations } from '../migrations/index.js';
import { LoggedClient, timeouts } from './postgres/logged-client.js';
import { SnakeNaming } from './snake-naming.js';
import { KeptStatements } from './sqlite/kept-statements.js';

export type EntityClass = new () => object;
export type Engine = 'sqlite' | 'postgres';

const sqliteReaders = 3;
const busyTimeoutMs = 10_000;
const postgresPool = 20;
const directPool = 4;

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
export const inTime = (options: DataSourceOptions): DataSourceOptions =>
  options.type === 'postgres'
    ? { ...options, extra: { ...(options.extra as object), ...timeouts, keepAlive: true } }
    : options;

export function readerOptions(settings: Settings, entities: EntityClass[]): DataSourceOptions[] {
  const writer = writerOptions(settings.DATABASE_URL, entities);
  if (writer.type === 'sqlite') {
    return Array.from({ length: sqliteReaders }, () => readOnly(writer));
  }
  return settings.DATABASE_READER_URL ? [inTime(writerOptions(settings.DATABASE_READER_URL, entities))] : [];
}

function readOnly(writer: DataSourceOptions): DataSourceOptions {
  return writer.type === 'sqlite' ? { ...writer, enableWAL: false, flags: sqlite3.OPEN_READONLY } : writer;
}

/** Beside the pool of units of work: one of them may wait for such a read, and must not wait for another of its kind. */
export const directOptions = (writer: DataSourceOptions): DataSourceOptions =>
  writer.type === 'postgres'
    ? inTime({ ...writer, extra: { ...(writer.extra as object), max: directPool } })
    : readOnly(writer);
