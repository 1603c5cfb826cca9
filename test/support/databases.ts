import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import 'reflect-metadata';
import { Source } from '../../src/database/source.js';
import type { TestProject } from 'vitest/node';
import { entities } from '../../src/app.entities.js';
import { writerOptions } from '../../src/database/connection-options.js';
import { startPostgres } from './postgres.js';

declare module 'vitest' {
  export interface ProvidedContext {
    folder: string;
    postgres?: string;
  }
}

/** One migrated database of the project's engine, which each test file copies. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'bianmin-test-'));
  // The database server runs as a user of its own when we are root.
  chmodSync(folder, 0o755);
  project.provide('folder', folder);
  const stop =
    project.config.env.ENGINE === 'postgres'
      ? await preparePostgres(project, folder)
      : await prepareSqlite(folder);
  return async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function prepareSqlite(folder: string): Promise<() => Promise<void>> {
  await migrate(`sqlite:${join(folder, 'template.sqlite')}`);
  return async () => undefined;
}

async function preparePostgres(project: TestProject, folder: string): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres(folder);
  const client = new pg.Client(`${url}/postgres`);
  await client.connect();
  await client.query('CREATE DATABASE template_bianmin');
  await client.end();
  await migrate(`${url}/template_bianmin`);
  project.provide('postgres', url);
  return stop;
}

async function migrate(url: string): Promise<void> {
  const source = await new Source(writerOptions(url, entities)).initialize();
  await source.runMigrations();
  await source.destroy();
}
