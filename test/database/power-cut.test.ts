import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chain } from '../../src/network/chain.entity.js';
import { Registers } from '../../src/network/registers.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Clinic } from '../support/clinic.js';
import { engine } from '../support/database.js';
import { startPostgres } from '../support/postgres.js';

describe.runIf(engine === 'postgres')('When PostgreSQL loses its power', () => {
  let clinic: Clinic;
  let folder: string;
  let server: Awaited<ReturnType<typeof startPostgres>>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bianmin-power-'));
    chmodSync(folder, 0o755);
    server = await startPostgres(folder);
    clinic = await Clinic.open({ DATABASE_URL: `${server.url}/postgres` });
  });
  afterAll(async () => {
    await clinic.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const add = (name: string) =>
    clinic
      .get(Registers)
      .addChain({ name, namePatterns: [] }, programActing)
      .then(
        () => name,
        () => undefined,
      );

  it('a connection that breaks while nobody waits for it ends nothing', async () => {
    const driver = clinic.writer.driver as PostgresDriver;
    const [client, release] = (await driver.obtainMasterConnection()) as [pg.Client, () => void];
    const ended = new Promise((end) => client.once('end', end));
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await clinic.writer.query(`SELECT pg_terminate_backend(${rows[0]!.pid})`);
    await ended;
    release();
    expect(await add('after it')).toBe('after it');
  });

  it('the process lives, keeps what it answered, and goes on when it is back', async () => {
    const stop = { asked: false };
    const kept: string[] = [];
    const counters = Array.from({ length: 20 }, async (_, counter) => {
      for (let n = 0; !stop.asked; n++) {
        const name = await add(`chain ${counter} ${n}`);
        if (name) kept.push(name);
        else await new Promise((soon) => setTimeout(soon, 20));
      }
    });
    while (kept.length < 50) await new Promise((soon) => setTimeout(soon, 10));
    await server.kill();
    await server.again();
    const before = kept.length;
    while (kept.length < before + 50) await new Promise((soon) => setTimeout(soon, 10));
    stop.asked = true;
    await Promise.all(counters);
    const there = (await clinic.reader.of(Chain).find()).map(({ name }) => name);
    expect(there).toEqual(expect.arrayContaining(kept));
    expect(new Set(there).size).toBe(there.length);
  });
});
