import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import sqlite3 from 'sqlite3';
import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { Settings } from '../config/settings.js';
import { migrations } from './migrations/index.js';
import { SnakeNaming } from './snake-naming.js';

export type EntityClass = new () => object;
export type Engine = 'sqlite' | 'postgres';

const sqliteReaders = 3;
const busyTimeoutMs = 10_000;
const postgresPool = 20;

/** TypeORM asks the driver to be verbose, which takes a stack trace a statement; this one stays as it is. */
const quietDriver = { ...sqlite3, verbose: () => sqlite3 };

/** The options of the connection that writes, for the program and for TypeORM's own command line. */
export function writerOptions(databaseUrl: string, entities: EntityClass[]): DataSourceOptions {
  const shared = {
    entities,
    migrations,
    namingStrategy: new SnakeNaming(),
    migrationsTransactionMode: 'each',
  } as const;
  if (!databaseUrl.startsWith('sqlite:')) {
    return { ...shared, type: 'postgres', url: databaseUrl, extra: { max: postgresPool } };
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

function readerOptions(settings: Settings, entities: EntityClass[]): DataSourceOptions[] {
  const writer = writerOptions(settings.DATABASE_URL, entities);
  if (writer.type === 'sqlite') {
    return Array.from({ length: sqliteReaders }, () => ({
      ...writer,
      enableWAL: false,
      flags: sqlite3.OPEN_READONLY,
    }));
  }
  return settings.DATABASE_READER_URL ? [writerOptions(settings.DATABASE_READER_URL, entities)] : [];
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
    const writer = await new DataSource(options).initialize();
    // FULL, so that a visit which was answered "saved" survives a power cut.
    if (options.type === 'sqlite') await writer.query('PRAGMA synchronous = FULL');
    await writer.runMigrations();
    const readers = readerOptions(settings, entities).map((reader) => new DataSource(reader));
    await Promise.all(readers.map((reader) => reader.initialize()));
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
