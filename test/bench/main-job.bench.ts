import { copyFileSync } from 'node:fs';
import { v7 } from 'uuid';
import { afterAll, expect, it } from 'vitest';
import { Imports } from '../../src/imports/imports.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Clinic } from '../support/clinic.js';
import { statementsOf } from '../support/statements.js';
import { member, password } from '../support/people.js';
import { receive } from '../support/town.js';
import { Client } from '../support/client.js';
import { Server } from './server.js';
import { fileOf, historyLine, longAgainstShort, seconds, town } from './history.js';
import { RawStatements } from './raw-statements.js';
import { keep, type Line, median } from './table.js';

const connections = 20;
const visitsEach = 20;
const warmUpEach = 75;
const roundCount = 7;
const lines: Line[] = [];

it('visits logged by form against the same statements straight through the driver', async () => {
  const { clinic, outlets } = await town();
  const emails: string[] = [];
  for (const outletId of outlets.slice(0, connections)) {
    await receive(clinic, outletId, 'PARA500', 100_000, { expiresOn: '2030-01-01' });
    emails.push((await member(clinic, 'counter', [outletId])).email);
  }
  const { statements, visitId } = await statementsOfOneVisit(clinic, outlets[0]!, emails[0]!);
  const file = fileOf(clinic);
  await clinic.close();
  copyFileSync(file, `${file}.raw`);

  const raw = await RawStatements.open(`${file}.raw`, statements, visitId);
  const server = await Server.start(`sqlite:${file}`, 3940);
  const clients = await Promise.all(
    emails.map(async (email) => {
      const client = new Client(server.port);
      await client.signIn(email, password);
      return client;
    }),
  );
  const log = async (client: Client, outletId: string, count: number) => {
    for (let n = 0; n < count; n++) {
      const { status } = await client.post(`/outlets/${outletId}/visits`, visitForm(n));
      if (status !== 303) throw new Error(`A visit was answered with ${status}.`);
    }
  };
  const logAll = (each: number) => Promise.all(clients.map((client, i) => log(client, outlets[i]!, each)));
  // Long enough for both to be compiled: a server is measured as it runs, not as it starts.
  await logAll(warmUpEach);
  await raw.repeat(connections * warmUpEach);
  const rounds: { byForm: number; straight: number }[] = [];
  // In turns, so that a machine that slows down slows both.
  for (let round = 0; round < roundCount; round++) {
    const count = connections * visitsEach;
    const straight = count / (await seconds(() => raw.repeat(count)));
    const byForm = count / (await seconds(() => logAll(visitsEach)));
    rounds.push({ byForm, straight });
  }
  await raw.close();
  const byForm = median(rounds.map((round) => round.byForm));
  const straight = median(rounds.map((round) => round.straight));
  const ratio = median(rounds.map((round) => round.byForm / round.straight));
  const memory = server.memory();
  for (const client of clients) client.close();
  await server.stop();

  lines.push({
    what: `visits by HTTP form, ${connections} connections, synchronous=FULL, against the same ${statements.length} statements through the driver, median of ${roundCount} turns`,
    measured: `${byForm.toFixed(0)}/s against ${straight.toFixed(0)}/s`,
    ratio: `${ratio.toFixed(2)} (${rounds.map((round) => (round.byForm / round.straight).toFixed(2)).join(', ')})`,
    wanted: '≥ 0.4',
    holds: ratio >= 0.4,
  });
  lines.push({
    what: 'resident memory after the visit run',
    measured: `${memory.now} MB (at most ${memory.highest} MB)`,
    ratio: '',
    wanted: '≤ 300 MB',
    holds: memory.now <= 300,
  });
});

it('the Today page with a long history against a short one', async () => {
  lines.push(historyLine('Today', await longAgainstShort('/today', 3941)));
});

it('the register import', async () => {
  const clinic = await Clinic.open();
  const rows = Array.from(
    { length: 5000 },
    (_, i) =>
      `N${i},药店${i},扬州市${['广陵区', '邗江区', '江都区'][i % 3]}文昌路${i}号,${32 + i / 1e5},${119 + i / 1e5},0514-8${String(i).padStart(7, '0')},OOOOOOOOOOOOOOXXXXXXX,`,
  );
  const content = Buffer.from(['id,name,addr,lat,lng,tel,business_week,memo', ...rows].join('\n'));
  let counts: unknown;
  const took = await seconds(async () => {
    counts = await clinic.get(Imports).importFile('outlets', content, programActing, { dryRun: false });
  });
  expect(counts).toMatchObject({ rows: 5000, new: 5000 });
  await clinic.close();
  lines.push({
    what: 'register import, 5,000 new outlets, read, compared and applied with their audit records',
    measured: `${took.toFixed(1)} s`,
    ratio: `${(5000 / took).toFixed(0)} rows/s`,
    wanted: '≥ 500 rows/s',
    holds: 5000 / took >= 500,
  });
});

afterAll(() => keep('The main job', lines));

/** All that one sent form asks of the database: who is signed in, which medicine is meant, and the visit's unit of work. */
async function statementsOfOneVisit(clinic: Clinic, outletId: string, email: string) {
  const counter = clinic.visitor();
  await counter.signIn(email, password);
  // The day's first visit makes the day's figures; all others only raise them.
  await counter.post(`/outlets/${outletId}/visits`, visitForm(0));
  await counter.get('/account');
  const form = visitForm(1);
  const statements = await statementsOf(clinic, () => counter.post(`/outlets/${outletId}/visits`, form));
  return { statements, visitId: form.id };
}

const visitForm = (n: number) => ({
  id: v7(),
  name: `Patient ${n}`,
  bornOn: '1950-03-01',
  sex: 'female',
  temperature: '38.5',
  disposition: 'medicines',
  'medicines[0][medicine]': 'PARA500',
  'medicines[0][quantity]': '6',
  spo2: '97',
  symptoms: 'none',
});
