import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { migrations } from '../../src/migrations/index.js';
import { Posts } from '../../src/staff/posts.service.js';
import { Clinic } from '../support/clinic.js';
import { engine } from '../support/database.js';
import { fullTown } from '../support/full-town.js';
import { acting, member } from '../support/people.js';

/** The first that carries the date it was written; those before it made the tables. */
const firstDated = migrations.findIndex(({ name }) => name.endsWith('1795824000000'));

const posts = migrations.findIndex(({ name }) => name.startsWith('PeopleHoldSeveralPosts'));

const tablesOf = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  postgres: `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY name`,
};

/** Every row of every table, as text. */
async function everything(source: DataSource): Promise<Record<string, string[]>> {
  const tables = await source.query<{ name: string }[]>(tablesOf[engine]);
  const rows: Record<string, string[]> = {};
  for (const { name } of tables.filter(({ name }) => name !== 'migrations')) {
    const all = await source.query<object[]>(`SELECT * FROM "${name}"`);
    rows[name] = all.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  }
  return rows;
}

describe('A filled database', () => {
  let clinic: Clinic;

  beforeAll(async () => {
    clinic = await Clinic.open();
    await fullTown(clinic);
  });
  afterAll(() => clinic.close());

  const undo = async () => {
    // A table that others refer to is made anew; TypeORM lets go of the references too late, inside its transaction.
    if (engine === 'sqlite') await clinic.writer.query('PRAGMA foreign_keys = OFF');
    await clinic.writer.undoLastMigration();
  };
  const down = async () => {
    for (const _ of migrations.slice(firstDated)) await undo();
  };

  it('refuses to go back over what a doctor prescribed', async () => {
    await expect(down()).rejects.toThrow('rows would be lost on the way back: prescription');
    await clinic.writer.runMigrations();
    await clinic.writer.query('DELETE FROM prescription');
  });

  it('refuses to go back over a report that the law wants kept: the older program knows of none', async () => {
    await expect(down()).rejects.toThrow('rows would be lost on the way back: disease_report');
    await clinic.writer.runMigrations();
    await clinic.writer.query('DELETE FROM disease_report');
  });

  it('refuses to go back while somebody holds several posts, and stays whole', async () => {
    const [admin, nurse] = [await acting(clinic, 'admin'), await member(clinic, 'admin')];
    clinic.clock.forward(1);
    await clinic.get(Posts).give(nurse.id, { role: 'officer', places: [] }, admin);
    // Migrations that came later go back first.
    for (const _ of migrations.slice(posts + 1)) await undo();
    const before = await everything(clinic.writer);
    await expect(undo()).rejects.toThrow('1 rows would be lost on the way back: staff_post');
    expect(await everything(clinic.writer)).toEqual(before);
    await clinic.writer.runMigrations();
    await clinic.get(Posts).end(nurse.id, (await clinic.get(Posts).of(nurse.id))[1]!.id, admin);
  });

  it('keeps all that the older program knew, on the way back and forth', async () => {
    await down();
    const old = await everything(clinic.writer);
    expect(Object.values(old).flat().length).toBeGreaterThan(100);
    await clinic.writer.runMigrations();
    await down();
    expect(await everything(clinic.writer)).toEqual(old);
    await clinic.writer.runMigrations();
  });
});
