import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DeclaredMethods } from './declared-methods.js';
import { Calendar } from './calendar.js';
import { Clock } from './clock.js';
import { Settings } from './settings.js';

/** Settings, clock and calendar, for every room. */
@Global()
@Module({})
export class ConfigModule {
  static with(settings: Settings, clock: Clock = new Clock()): DynamicModule {
    return {
      module: ConfigModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: Settings, useValue: settings },
        { provide: Clock, useValue: clock },
        Calendar,
        DeclaredMethods,
      ],
      exports: [Settings, Clock, Calendar, DeclaredMethods],
    };
  }
}
