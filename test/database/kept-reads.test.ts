import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Medicines } from '../../src/medicines/medicines.service.js';
import { Staff } from '../../src/staff/staff.service.js';
import { Clinic } from '../support/clinic.js';
import { freshDatabase } from '../support/database.js';
import { acting, member, password } from '../support/people.js';
import { approvedOutlet, changeMedicine, medicine } from '../support/town.js';

/** On PostgreSQL two processes serve; on SQLite the second is a command that somebody runs meanwhile. */
describe('What is held in memory', () => {
  let here: Clinic;
  let there: Clinic;

  beforeAll(async () => {
    const url = await freshDatabase();
    here = await Clinic.open({ DATABASE_URL: url });
    there = await Clinic.open({ DATABASE_URL: url });
  });
  afterAll(() => Promise.all([here.close(), there.close()]));

  const packSize = async (clinic: Clinic) =>
    (await clinic.get(Medicines).all()).find(({ code }) => code === 'PARA500')!.packSize;

  it('is what was just changed here, and soon what was changed elsewhere', async () => {
    const { id } = await medicine(here, 'PARA500');
    for (const size of [30, 40, 50]) {
      expect([await packSize(here), await packSize(there)]).not.toContain(size);
      await changeMedicine(here, id, { packSize: size });
      expect(await packSize(here)).toBe(size);
      await until(async () => (await packSize(there)) === size);
    }
  });

  it('lets nobody in who was disabled elsewhere', async () => {
    const nurse = await member(here, 'counter', [await approvedOutlet(here)]);
    const visitor = here.visitor();
    await visitor.signIn(nurse.email, password);
    expect(await visitor.get('/account')).toMatchObject({ status: 200 });
    await there.get(Staff).disable(nurse.id, await acting(there, 'admin'));
    await until(async () => (await visitor.get('/account')).status !== 200);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(10);
}
