import { setTimeout as wait } from 'node:timers/promises';
import sqlite3 from 'sqlite3';
import { Like } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theProgram } from '../../src/database/act.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import type { Unit } from '../../src/database/unit.js';
import { Chain } from '../../src/network/chain.entity.js';
import { Clinic } from '../support/clinic.js';
import { engine, freshDatabase } from '../support/database.js';
import { statementsOf } from '../support/statements.js';

describe.runIf(engine === 'sqlite')('Units of work that share a commit', () => {
  let clinic: Clinic;
  let file: string;

  beforeAll(async () => {
    const url = await freshDatabase();
    file = url.slice('sqlite:'.length);
    clinic = await Clinic.open({ DATABASE_URL: url });
  });
  afterAll(() => clinic.close());

  const run = <T>(work: (unit: Unit) => Promise<T>) => clinic.get(UnitOfWork).run(theProgram, work);
  const add = (unit: Unit, name: string) =>
    unit.manager.insert(Chain, { id: unit.newKey(), name, namePatterns: [] });
  const there = async (beginning: string) =>
    (await clinic.reader.of(Chain).findBy({ name: Like(`${beginning}%`) })).map(({ name }) => name).sort();
  const fiveNames = (word: string) => Array.from({ length: 5 }, (_, i) => `${word} ${i}`);

  it('do share it, and nobody is answered before it', async () => {
    const asked = await statementsOf(clinic, async () => {
      await Promise.all(
        fiveNames('shared').map(async (name) => {
          await run((unit) => add(unit, name));
          expect(await there(name)).toEqual([name]);
        }),
      );
    });
    expect(asked.filter(({ query }) => query === 'COMMIT')).toHaveLength(1);
  });

  it('are run again alone where the disk is full within one of them: what had room stays, once', async () => {
    const [{ page_count: pages }] = await clinic.writer.query<[{ page_count: number }]>('PRAGMA page_count');
    await clinic.writer.query(`PRAGMA max_page_count = ${pages + 5}`);
    const names = fiveNames('full');
    const runs = new Map<string, number>();
    const outcomes = await Promise.allSettled(
      names.map((name, i) =>
        run(async (unit) => {
          runs.set(name, (runs.get(name) ?? 0) + 1);
          await add(unit, name);
          if (i === 2)
            for (let more = 0; more < 50; more++) await add(unit, `${name} ${more} ${'x'.repeat(2000)}`);
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(String((outcomes[2] as PromiseRejectedResult).reason)).toContain('SQLITE_FULL');
    expect(runs.get('full 0')).toBe(2);
    expect(await there('full')).toEqual(names.filter((_, i) => i !== 2));

    await clinic.writer.query('PRAGMA max_page_count = 1000000000');
    await run((unit) => add(unit, 'full of room'));
    expect(await there('full of')).toEqual(['full of room']);
  });

  it('are run again alone where their commit fails: only whose fault it was is refused', async () => {
    const names = fiveNames('late');
    const outcomes = await Promise.allSettled(
      names.map((name, i) =>
        run(async (unit) => {
          await add(unit, name);
          if (i !== 1) return;
          // The only way to a commit that fails without breaking the disk: no constraint of ours is deferred.
          await unit.manager.query('PRAGMA defer_foreign_keys = ON');
          await unit.manager.query(`INSERT INTO post_place (post_id, place_id) VALUES ('nobody', 'nowhere')`);
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await there('late')).toEqual(names.filter((_, i) => i !== 1));
  });

  it('are refused only by what is committed: a refusal by another’s work falls with that work', async () => {
    const decided: string[] = [];
    const seller = run(async (unit) => {
      await add(unit, 'sold');
      await unit.manager.query('PRAGMA defer_foreign_keys = ON');
      await unit.manager.query(`INSERT INTO post_place (post_id, place_id) VALUES ('nobody', 'nowhere')`);
    });
    const buyer = run(async (unit) => {
      const isSold = await unit.manager.existsBy(Chain, { name: 'sold' });
      decided.push(isSold ? 'refused' : 'bought');
      if (isSold) throw new Error('Sold already.');
      await add(unit, 'bought');
    });
    await expect(seller).rejects.toThrow();
    await buyer;
    expect(decided).toEqual(['refused', 'bought']);
    expect(await there('bought')).toEqual(['bought']);
  });

  it('wait for another program that writes, and are not refused for it', async () => {
    const other = new sqlite3.Database(file);
    const tell = (sql: string) =>
      new Promise<void>((done, fail) => {
        other.run(sql, (error) => (error ? fail(error) : done()));
      });
    await clinic.writer.query('PRAGMA busy_timeout = 10');
    await tell('BEGIN IMMEDIATE');
    let isDone = false;
    const waiting = run((unit) => add(unit, 'patient')).then(() => {
      isDone = true;
    });
    await wait(200);
    expect(isDone).toBe(false);
    await tell('COMMIT');
    await waiting;
    await clinic.writer.query('PRAGMA busy_timeout = 10000');
    await new Promise((closed) => {
      other.close(closed);
    });
    expect(await there('patient')).toEqual(['patient']);
  });
});
