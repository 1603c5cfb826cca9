import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Like } from 'typeorm';
import { theProgram } from '../../src/database/act.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Chain } from '../../src/network/chain.entity.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { Clinic } from '../support/clinic.js';
import { engine } from '../support/database.js';

describe('A unit of work', () => {
  let clinic: Clinic;
  let units: UnitOfWork;

  beforeAll(async () => {
    clinic = await Clinic.open();
    units = clinic.get(UnitOfWork);
  });
  afterAll(() => clinic.close());

  const write = (name: string, fails: boolean) =>
    units.run(theProgram, async (unit) => {
      const id = unit.newKey();
      await unit.manager.insert(Chain, { id, name, namePatterns: [] });
      await unit.record({ name: 'chain.added', subject: { kind: 'chain', id }, after: { name } });
      await new Promise((soon) => setTimeout(soon, Math.random() * 5));
      if (fails) throw new Error(name);
    });

  it('leaves exactly its own work: of 20 at once, the half that fails leaves nothing', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `chain ${i}`);
    const results = await Promise.allSettled(names.map((name, i) => write(name, i % 2 === 1)));

    expect(results.map(({ status }) => status)).toEqual(
      names.map((_, i) => (i % 2 === 1 ? 'rejected' : 'fulfilled')),
    );
    const there = (await clinic.reader.of(Chain).find()).map(({ name }) => name);
    expect(there.sort()).toEqual(names.filter((_, i) => i % 2 === 0).sort());
    const trail = await clinic.reader.of(AuditRecord).findBy({ act: 'chain.added' });
    expect(trail).toHaveLength(10);
  });

  it.runIf(engine === 'sqlite')(
    'says that the disk is full, not what that made of the rollback, and goes on when there is room',
    async () => {
      const [{ page_count: pages }] =
        await clinic.writer.query<[{ page_count: number }]>('PRAGMA page_count');
      await clinic.writer.query(`PRAGMA max_page_count = ${pages}`);
      const fill = (name: string) =>
        units.run(theProgram, async (unit) => {
          for (let i = 0; i < 200; i++)
            await unit.manager.insert(Chain, {
              id: unit.newKey(),
              name: `${name} ${i} ${'x'.repeat(2000)}`,
              namePatterns: [],
            });
        });
      await expect(fill('too many')).rejects.toThrow('SQLITE_FULL');
      await expect(fill('too many still')).rejects.toThrow('SQLITE_FULL');
      expect(await clinic.reader.of(Chain).countBy({ name: Like('too many%') })).toBe(0);
      await clinic.writer.query('PRAGMA max_page_count = 1000000000');
      await fill('room');
      expect(await clinic.reader.of(Chain).countBy({ name: Like('room%') })).toBe(200);
    },
  );

  it('shows a reader nothing until it is committed', async () => {
    const seen: number[] = [];
    const count = () => clinic.reader.of(Chain).countBy({ name: 'unseen' });
    await units.run(theProgram, async (unit) => {
      await unit.manager.insert(Chain, { id: unit.newKey(), name: 'unseen', namePatterns: [] });
      for (let i = 0; i < 5; i++) seen.push(await count());
    });
    expect(seen).toEqual([0, 0, 0, 0, 0]);
    expect(await count()).toBe(1);
  });

  it('counts right when 20 read and write the same row at once', async () => {
    const id = await units.run(theProgram, async (unit) => {
      const key = unit.newKey();
      await unit.manager.insert(Chain, { id: key, name: '0', namePatterns: [] });
      return key;
    });
    const addOne = () =>
      units.run(theProgram, async (unit) => {
        const { name } = await unit.manager.findOneByOrFail(Chain, { id });
        await unit.manager.update(Chain, { id }, { name: String(Number(name) + 1) });
      });
    await Promise.all(Array.from({ length: 20 }, addOne));
    expect(await clinic.reader.of(Chain).findOneByOrFail({ id })).toMatchObject({ name: '20' });
  });

  it('refuses to begin inside another one, which on SQLite would wait for ever', async () => {
    const nested = units.run(theProgram, () => units.run(theProgram, async () => undefined));
    await expect(nested).rejects.toThrow('inside another');
  });
});
