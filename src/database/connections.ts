import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { Settings } from '../config/settings.js';
import {
  directOptions,
  type Engine,
  type EntityClass,
  inTime,
  readerOptions,
  writerOptions,
} from './connection-options.js';
import { Source } from './source.js';
import { migrate } from './migrate.js';
import { keepNames } from './kept-names.js';
import { refuseRawInstants } from './written-instants.js';
import { bindNumbers } from './sqlite/bound-numbers.js';

/** The writer asks again and again, and gives up by itself. */
const writerBusyMs = 20;

async function connected(options: DataSourceOptions): Promise<DataSource> {
  keepNames();
  const connection = await new Source(options).initialize();
  if (options.type === 'sqlite') bindNumbers(connection);
  refuseRawInstants(connection);
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
    /** The primary, for short reads that no long one may hold up: who is signed in, what is held in memory. */
    readonly direct: DataSource,
  ) {}

  /** Opens the connections and brings the database to the newest migration. */
  static async open(settings: Settings, entities: EntityClass[]): Promise<Connections> {
    const options = writerOptions(settings.DATABASE_URL, entities);
    if (options.type === 'sqlite') mkdirSync(dirname(options.database), { recursive: true });
    // A connection of its own: TypeORM lets go of references meanwhile, and after a failure never holds them again.
    const migrating = await new Source(options).initialize();
    await migrate(migrating).finally(() => migrating.destroy());
    const writer = await connected(inTime(options));
    // FULL, so that a visit which was answered "saved" survives a power cut.
    if (options.type === 'sqlite') {
      await writer.query('PRAGMA synchronous = FULL');
      await writer.query(`PRAGMA busy_timeout = ${writerBusyMs}`);
    }
    const readers = await Promise.all(readerOptions(settings, entities).map(connected));
    const direct = await connected(directOptions(options));
    return new Connections(options.type === 'sqlite' ? 'sqlite' : 'postgres', writer, readers, direct);
  }

  /** A connection for a page's reads: it never sees what is not committed. */
  get reader(): DataSource {
    if (this.allReaders.length === 0) return this.writer;
    this.turn = (this.turn + 1) % this.allReaders.length;
    return this.allReaders[this.turn]!;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(
      [this.writer, this.direct, ...this.allReaders].map((connection) => connection.destroy()),
    );
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
