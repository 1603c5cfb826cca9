import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { ActListeners } from './act-listeners.js';
import { Connections, type EntityClass, Reader } from './connections.js';
import { Keys } from './keys.js';
import { NewKeys } from './new-keys.js';
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
        Reader,
        ActListeners,
        NewKeys,
        UnitOfWork,
      ],
      exports: [Connections, Reader, ActListeners, UnitOfWork, Keys, NewKeys],
    };
  }
}
