import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { OutletDay, Visit, VisitMedicine } from '../../src/visits/visit.entity.js';
import { LedgerCheck } from '../../src/stock/ledger/ledger-check.js';
import { Client } from '../support/client.js';
import { Clinic } from '../support/clinic.js';
import { freshDatabase } from '../support/database.js';
import { member, password } from '../support/people.js';
import { Program } from '../support/program.js';
import { approvedOutlet, receive } from '../support/town.js';
import { visitForm } from '../support/visit-form.js';

const counters = 20;
const toAnswer = 60;

it('A program that is killed while 20 counters save keeps what it answered, and nothing twice or half', async () => {
  const url = await freshDatabase();
  const before = await Clinic.open({ DATABASE_URL: url });
  const outletId = await approvedOutlet(before, {}, '2099-12-31');
  await receive(before, outletId, 'PARA500', 100_000, { expiresOn: '2099-01-01', sure: true });
  const { email } = await member(before, 'counter', [outletId]);
  await before.close();

  const program = await Program.start({ DATABASE_URL: url });
  const answered: string[] = [];
  const clients = await Promise.all(
    Array.from({ length: counters }, async () => {
      const client = new Client(program.port);
      await client.signIn(email, password);
      return client;
    }),
  );
  const otherwise: number[] = [];
  const isOver = { now: false };
  const working = clients.map(async (client) => {
    while (!isOver.now) {
      const form = visitForm();
      const answer = await client.post(`/outlets/${outletId}/visits`, form).catch(() => undefined);
      if (answer?.status === 303) answered.push(form.id);
      else if (answer) otherwise.push(answer.status);
    }
  });
  while (answered.length < toAnswer && otherwise.length === 0) await wait(5);
  program.signal('SIGKILL');
  isOver.now = true;
  await program.ended;
  await Promise.all(working);
  for (const client of clients) client.close();
  expect(otherwise).toEqual([]);

  const after = await Clinic.open({ DATABASE_URL: url });
  const visits = await after.reader.of(Visit).find();
  expect(visits.map(({ id }) => id)).toEqual(expect.arrayContaining(answered));
  expect(await after.reader.of(VisitMedicine).count()).toBe(visits.length);
  const days = await after.reader.of(OutletDay).find();
  expect(days.reduce((sum, day) => sum + day.visits, 0)).toBe(visits.length);
  expect(await after.get(LedgerCheck).report()).toMatchObject({ levels: [], transfers: [] });
  await after.close();
});
