import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { ActListeners } from './act-listeners.js';
import { ActNews } from './act-news.js';
import type { EntityClass } from './connection-options.js';
import { Connections, Reader } from './connections.js';
import { Keys } from './keys.js';
import { KeptReads } from './kept-reads.js';
import { NewKeys } from './new-keys.js';
import { Ear } from './postgres/ear.js';
import { SideBySide } from './postgres/side-by-side.js';
import { GroupCommit } from './sqlite/group-commit.js';
import { OtherPrograms } from './sqlite/other-programs.js';
import { Transactions } from './transactions.js';
import { UnitOfWork } from './unit-of-work.js';

/** Connections, units of work and who listens to acts, for every room. */
@Global()
@Module({})
export class DatabaseModule {
  static holding(entities: EntityClass[], keys: Keys = new Keys()): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: Connections,
          useFactory: (settings: Settings) => Connections.open(settings, entities),
          inject: [Settings],
        },
        { provide: Keys, useValue: keys },
        {
          provide: Transactions,
          useFactory: async (connections: Connections, news: ActNews, settings: Settings) =>
            connections.engine === 'sqlite'
              ? new GroupCommit(connections.writer, await OtherPrograms.watch(connections.writer, news))
              : new SideBySide(connections.writer, await Ear.open(settings.DATABASE_URL, news)),
          inject: [Connections, ActNews, Settings],
        },
        { provide: ActNews, useValue: new ActNews() },
        KeptReads,
        Reader,
        ActListeners,
        NewKeys,
        UnitOfWork,
      ],
      exports: [ActNews, Connections, KeptReads, Reader, ActListeners, UnitOfWork, Keys, NewKeys],
    };
  }
}
