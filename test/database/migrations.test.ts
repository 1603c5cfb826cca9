import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataSource } from 'typeorm';
import { entities } from '../../src/app.entities.js';
import { writerOptions } from '../../src/database/connections.js';
import { migrations } from '../../src/database/migrations/index.js';
import { emptyDatabase } from '../support/database.js';

describe('The migrations', () => {
  let source: DataSource;

  beforeAll(async () => {
    source = await new DataSource(writerOptions(await emptyDatabase(), entities)).initialize();
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

  it('make exactly what the entities say', async () => {
    expect(await drift()).toEqual([]);
  });
});
