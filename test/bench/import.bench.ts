import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Counters, failures, people, percentile } from './counters.js';
import { fileOf, town } from './history.js';
import { secret, Server } from './server.js';
import { keep, type Line } from './table.js';

const rowCount = 20_000;
const counterCount = 2;
const lines: Line[] = [];

it('counters while a register of 20,000 outlets is imported by command', async () => {
  const { clinic, outlets } = await town();
  const all = await people(clinic, outlets.slice(0, counterCount));
  const url = `sqlite:${fileOf(clinic)}`;
  await clinic.close();
  const folder = mkdtempSync(join(tmpdir(), 'bianmin-import-'));
  const file = join(folder, 'outlets.csv');
  writeFileSync(
    file,
    ['id,name,addr,tel', ...Array.from({ length: rowCount }, (_, i) => rowOf(i))].join('\n'),
  );

  const server = await Server.start(url, 3945);
  const counters = await Counters.at([server.port], all);
  await counters.log(200);
  const rest = await counters.log(400);
  const importing = imported(url, file);
  const began = performance.now();
  const during = await counters.log(Infinity, () => importing.code === undefined);
  const took = (performance.now() - began) / 1000;
  counters.close();
  await server.stop();
  rmSync(folder, { recursive: true });

  expect(importing.code).toBe(0);
  const [calm, busy] = [percentile(rest.times, 99), percentile(during.times, 99)];
  lines.push({
    what: `SQLite: a counter’s visit, 99th of 100, while ${rowCount.toLocaleString('en')} outlets are imported by command (${took.toFixed(0)} s); ${during.visits.toLocaleString('en')} visits of ${counterCount} counters, against their rest`,
    measured: `${busy.toFixed(0)} ms against ${calm.toFixed(0)} ms, longest ${during.times.at(-1)!.toFixed(0)} ms, ${failures(rest, during)} answered otherwise`,
    ratio: (busy / calm).toFixed(2),
    wanted: '≤ 2, 0 errors',
    holds: busy <= 2 * calm && failures(rest, during) === 0,
  });
});

afterAll(() => keep('Imports', lines));

const rowOf = (i: number) =>
  `N${i},药店${i},扬州市${['广陵区', '邗江区', '江都区'][i % 3]}文昌路${i}号,0514-8${String(i).padStart(7, '0')}`;

/** Runs the import in a process of its own. @returns its exit code, once it has ended */
function imported(url: string, file: string): { code?: number | null } {
  const state: { code?: number | null } = {};
  const child = spawn(process.execPath, ['dist/bianmin.js', 'import', 'outlets', '--accept-guesses', file], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', DATABASE_URL: url, SESSION_SECRET: secret },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.once('exit', (code) => (state.code = code));
  return state;
}
