import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, expect, it } from 'vitest';
import { Clinic } from '../support/clinic.js';
import { member, password } from '../support/people.js';
import { visitForm } from '../support/visit-form.js';
import { startPostgres } from '../support/postgres.js';
import { type Statement, statementsOf } from '../support/statements.js';
import { approvedOutlet } from '../support/town.js';
import { type CounterPerson, Counters, failures, people, percentile, type Run } from './counters.js';
import { fileOf, seconds, town } from './history.js';
import { RawStatements } from './raw-statements.js';
import { Server } from './server.js';
import { keep, type Line, median } from './table.js';

const connections = 20;
const warmUpEach = 75;
const visitsEach = 20;
const roundCount = 7;
/** 2,000 visits of 20 counters. */
const manyEach = 100;
const lines: Line[] = [];

it('on SQLite, against the same statements straight through the driver', async () => {
  const { clinic, outlets } = await town();
  const all = await people(clinic, outlets.slice(0, connections));
  const { statements, since } = await statementsOfOneVisit(clinic, all[0]!);
  const file = fileOf(clinic);
  await clinic.close();
  copyFileSync(file, `${file}.raw`);

  const raw = await RawStatements.open(`sqlite:${file}.raw`, statements, since);
  const server = await Server.start(`sqlite:${file}`, 3940);
  const counters = await Counters.at([server.port], all);
  // Long enough for both to be compiled: a server is measured as it runs, not as it starts.
  await counters.log(warmUpEach);
  await raw.repeat(connections * warmUpEach);
  const rounds: { run: Run; straight: number }[] = [];
  const cpuBefore = server.cpu();
  // In turns, so that a machine that slows down slows both.
  for (let round = 0; round < roundCount; round++) {
    const count = connections * visitsEach;
    const straight = count / (await seconds(() => raw.repeat(count)));
    rounds.push({ straight, run: await counters.log(visitsEach) });
  }
  const cpu = (server.cpu() - cpuBefore) / (roundCount * connections * visitsEach);
  await raw.close();
  const memory = server.memory();
  counters.close();
  await server.stop();

  const runs = rounds.map(({ run }) => run);
  expect(failures(...runs)).toBe(0);
  const ratios = rounds.map(({ run, straight }) => rateOf(run) / straight);
  const wanted = 0.7;
  lines.push({
    what: `SQLite: visits by HTTP form, ${connections} connections, synchronous=FULL, against the same ${statements.length} statements through the driver, median of ${roundCount} turns`,
    measured: `${median(runs.map(rateOf)).toFixed(0)}/s against ${median(rounds.map(({ straight }) => straight)).toFixed(0)}/s, ${cpu.toFixed(1)} ms of CPU a visit`,
    ratio: spread(ratios),
    wanted: `≥ ${wanted}`,
    holds: median(ratios) >= wanted,
  });
  lines.push({
    what: 'SQLite: resident memory after the visit run',
    measured: `${memory.now} MB (at most ${memory.highest} MB)`,
    ratio: '',
    wanted: '≤ 300 MB',
    holds: memory.now <= 300,
  });
});

it('on PostgreSQL: at 20 outlets, at one, by two processes, against its statements through pg', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bianmin-bench-'));
  chmodSync(folder, 0o755);
  const postgres = await startPostgres(folder, 'on');
  const url = `${postgres.url}/postgres`;
  const clinic = await Clinic.open({ DATABASE_URL: url });
  clinic.clock.set(new Date());
  const outlets: string[] = [];
  for (let n = 0; n < connections; n++) outlets.push(await approvedOutlet(clinic, {}, '2099-12-31'));
  const apart = await people(clinic, outlets);
  const together: CounterPerson[] = [];
  for (let n = 0; n < connections; n++)
    together.push({
      email: (await member(clinic, 'counter', [outlets[0]!])).email,
      outletId: outlets[0]!,
    });
  const recorded: { statements: Statement[]; since: Date }[] = [];
  for (const person of apart) recorded.push(await statementsOfOneVisit(clinic, person));
  await clinic.close();

  const raws = await Promise.all(
    recorded.map(({ statements, since }) => RawStatements.open(url, statements, since)),
  );
  const one = await Server.start(url, 3941);
  const counters = await Counters.at([one.port], apart);
  await counters.log(warmUpEach);
  await Promise.all(raws.map((raw) => raw.repeat(visitsEach)));
  const rounds: { run: Run; straight: number }[] = [];
  for (let round = 0; round < roundCount; round++) {
    const took = await seconds(() => Promise.all(raws.map((raw) => raw.repeat(visitsEach))));
    rounds.push({ straight: (connections * visitsEach) / took, run: await counters.log(visitsEach) });
  }
  await Promise.all(raws.map((raw) => raw.close()));
  const ratios = rounds.map(({ run, straight }) => rateOf(run) / straight);
  lines.push({
    what: `PostgreSQL: visits by HTTP form, ${connections} counters at ${connections} outlets, fsync, against the same statements through pg on ${connections} connections, median of ${roundCount} turns`,
    measured: `${median(rounds.map(({ run }) => rateOf(run))).toFixed(0)}/s against ${median(rounds.map(({ straight }) => straight)).toFixed(0)}/s`,
    ratio: spread(ratios),
    wanted: '≥ 0.6',
    holds: median(ratios) >= 0.6,
  });

  const many = await measured(url, [one], () => counters.log(manyEach));
  lines.push(answered(`${connections} counters at ${connections} outlets`, many));
  counters.close();
  const atOne = await Counters.at([one.port], together);
  await atOne.log(10);
  lines.push(
    answered(`${connections} counters at one outlet`, await measured(url, [one], () => atOne.log(manyEach))),
  );
  atOne.close();

  const two = await Server.start(url, 3942);
  const shared = await Counters.at([one.port, two.port], apart);
  await shared.log(warmUpEach);
  const byTwo = await measured(url, [one, two], () => shared.log(manyEach));
  shared.close();
  lines.push({
    ...answered('the same 20 outlets by two processes', byTwo),
    ratio: `${(rateOf(byTwo.run) / rateOf(many.run)).toFixed(2)} of one process`,
  });
  for (const server of [one, two]) await server.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

afterAll(() => keep('Visits on both engines', lines));

interface Measured {
  readonly run: Run;
  /** Milliseconds of the servers a visit. */
  readonly cpu: number;
  /** Units that were taken back and run again, a visit. */
  readonly again: number;
}

/** Runs visits, and counts what the servers and the database had to do for it. */
async function measured(
  url: string,
  servers: readonly Server[],
  work: () => Promise<Run>,
): Promise<Measured> {
  const client = new pg.Client(url);
  await client.connect();
  const rollbacks = async () => {
    const { rows } = await client.query<{ count: string }>(
      'SELECT xact_rollback AS count FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(rows[0]!.count);
  };
  const cpu = () => servers.reduce((sum, server) => sum + server.cpu(), 0);
  const before = { cpu: cpu(), rollbacks: await rollbacks() };
  const run = await work();
  const used = cpu() - before.cpu;
  // The database's own counts are a moment late.
  await new Promise((soon) => setTimeout(soon, 2000));
  const again = ((await rollbacks()) - before.rollbacks) / run.visits;
  await client.end();
  return { run, cpu: used / run.visits, again };
}

function answered(what: string, { run, cpu, again }: Measured): Line {
  const otherwise = failures(run);
  return {
    what: `PostgreSQL: ${what}, ${run.visits.toLocaleString('en')} visits: answers but 303`,
    measured: `${otherwise}; ${rateOf(run).toFixed(0)}/s, 50 of 100 within ${percentile(run.times, 50).toFixed(0)} ms, 99 within ${percentile(run.times, 99).toFixed(0)} ms, ${cpu.toFixed(1)} ms of CPU and ${again.toFixed(3)} run again a visit`,
    ratio: '',
    wanted: '0; ≤ 0.05 run again',
    holds: otherwise === 0 && again <= 0.05,
  };
}

const rateOf = ({ visits, seconds: took }: Run): number => visits / took;

const spread = (ratios: readonly number[]): string =>
  `${median(ratios).toFixed(2)} (${ratios.map((one) => one.toFixed(2)).join(', ')})`;

/** All that one sent form asks of the database, once what is held in memory is held. */
async function statementsOfOneVisit(clinic: Clinic, { email, outletId }: CounterPerson) {
  const counter = clinic.visitor();
  await counter.signIn(email, password);
  // The day's first visit makes the day's figures; all others only raise them.
  await counter.post(`/outlets/${outletId}/visits`, visitForm(0));
  await counter.get('/account');
  const since = new Date(clinic.clock.now().getTime() + 60_000);
  clinic.clock.set(since);
  const form = { ...visitForm(1), id: v7({ msecs: since.getTime() }) };
  const statements = await statementsOf(clinic, () => counter.post(`/outlets/${outletId}/visits`, form));
  return { statements, since };
}
