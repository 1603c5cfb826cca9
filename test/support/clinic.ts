import 'reflect-metadata';
import type { Abstract, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { setUp } from '../../src/app.setup.js';
import { Clock } from '../../src/config/clock.js';
import { readSettings } from '../../src/config/settings.js';
import type { DataSource } from 'typeorm';
import { Connections, Reader } from '../../src/database/connections.js';
import { newAdapter } from '../../src/web/adapter.js';
import { freshDatabase } from './database.js';
import { Visitor } from './visitor.js';

/** Monday 19 December 2022, 9:30 in the morning in Shanghai: every test's now. */
export const mondayMorning = new Date('2022-12-19T01:30:00Z');
export const today = '2022-12-19';

export class TestClock extends Clock {
  private instant = mondayMorning;

  override now(): Date {
    return this.instant;
  }

  set(instant: Date): void {
    this.instant = instant;
  }

  forward(minutes: number): void {
    this.instant = new Date(this.instant.getTime() + minutes * 60_000);
  }
}

/**
 * The whole application on a real database of the engine under test.
 * Real: everything. Not real: only the clock.
 */
export class Clinic {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly clock: TestClock,
  ) {}

  static async open(env: Record<string, string> = {}): Promise<Clinic> {
    const clock = new TestClock();
    const settings = readSettings({
      NODE_ENV: 'test',
      DATABASE_URL: await freshDatabase(),
      SESSION_SECRET: 'a secret that is long enough for tests',
      DEFAULT_LANGUAGE: 'en',
      // A test's visitors ask faster than people do.
      RATE_LIMIT: '0',
      ...env,
    });
    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.with(settings, { clock }),
      newAdapter(settings),
      { bodyParser: false, logger: false, abortOnError: false },
    );
    await setUp(app);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return new Clinic(app, clock);
  }

  get<T>(type: Type<T> | Abstract<T>): T {
    return this.app.get(type);
  }

  get reader(): Reader {
    return this.app.get(Reader);
  }

  /** The writing connection itself, for doing what no service does. */
  get writer(): DataSource {
    return this.app.get(Connections).writer;
  }

  /** A browser of somebody who has not signed in. */
  visitor(): Visitor {
    return new Visitor(this.app);
  }

  /** Serves real browsers. @returns the address */
  async listen(): Promise<string> {
    await this.app.listen(0, '127.0.0.1');
    return this.app.getUrl();
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}
