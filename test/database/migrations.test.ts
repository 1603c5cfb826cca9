import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { Source } from '../../src/database/source.js';
import { entities } from '../../src/app.entities.js';
import { readSettings } from '../../src/config/settings.js';
import { writerOptions } from '../../src/database/connection-options.js';
import { Connections } from '../../src/database/connections.js';
import { migrations } from '../../src/migrations/index.js';
import { emptyDatabase, engine } from '../support/database.js';

describe('The migrations', () => {
  let source: DataSource;

  beforeAll(async () => {
    source = await new Source(writerOptions(await emptyDatabase(), entities)).initialize();
  });
  afterAll(() => source.destroy());

  const drift = async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  };

  it('run up, down to nothing, and up again', async () => {
    expect(await source.runMigrations()).toHaveLength(migrations.length);
    for (const _ of migrations) await source.undoLastMigration();
    expect(await source.query(`SELECT * FROM migrations`)).toEqual([]);
    expect(await source.runMigrations()).toHaveLength(migrations.length);
  });

  it.runIf(engine === 'sqlite')(
    'that another program brings to an end leave the references between tables held',
    async () => {
      const url = await emptyDatabase();
      const other = await new Source(writerOptions(url, entities)).initialize();
      await other.query('CREATE TABLE staff_member (id text)');
      const open = () => Connections.open(readSettings({ NODE_ENV: 'test', DATABASE_URL: url }), entities);
      const first = open();
      await wait(300);
      await other.query('DROP TABLE staff_member');
      await other.destroy();
      for (const connections of await Promise.all([first, open()])) {
        expect(await connections.writer.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
        await connections.onApplicationShutdown();
      }
    },
  );

  it('make exactly what the entities say', async () => {
    expect(await drift()).toEqual([]);
  });
});
