import { execFileSync } from 'node:child_process';
import { mkdtempSync, chmodSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { it } from 'vitest';
import { startPostgres } from './support/postgres.js';
import { Clinic } from './support/clinic.js';
import { member } from './support/people.js';
import { receive, approvedOutlet } from './support/town.js';
it('pg', async () => {
  const folder = mkdtempSync('/tmp/bianmin-pgp-');
  chmodSync(folder, 0o755);
  const server = await startPostgres(folder, 'on');
  const clinic = await Clinic.open({ DATABASE_URL: `${server.url}/postgres` });
  const outlets: string[] = [],
    emails: string[] = [];
  for (let i = 0; i < 20; i++) {
    const o = await approvedOutlet(clinic, {}, '2099-01-01');
    outlets.push(o);
    await receive(clinic, o, 'PARA500', 900_000, { expiresOn: '2090-01-01' });
    emails.push((await member(clinic, 'counter', [o])).email);
  }
  const same: string[] = [];
  for (let i = 0; i < 20; i++) same.push((await member(clinic, 'counter', [outlets[0]!])).email);
  writeFileSync('/tmp/pr/pg20.json', JSON.stringify({ outlets, emails }));
  writeFileSync('/tmp/pr/pg1.json', JSON.stringify({ outlets: outlets.map(() => outlets[0]), emails: same }));
  await clinic.close();
  const go = (root: string, file: string, each = '40') => {
    try {
      process.stdout.write(
        root +
          ' ' +
          file +
          ' ' +
          execFileSync('node', ['/tmp/probe.mjs', root, `${server.url}/postgres`, '4103', each, file], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'inherit'],
          }),
      );
    } catch (e) {
      process.stdout.write(String(e));
    }
  };
  const stats = async () => {
    const c = new pg.Client(`${server.url}/postgres`);
    await c.connect();
    const r = await c.query(
      'select xact_commit c, xact_rollback r, deadlocks d from pg_stat_database where datname=$1',
      ['postgres'],
    );
    process.stdout.write(JSON.stringify(r.rows[0]) + '\n');
    await c.end();
  };
  for (const _ of [1, 2]) {
    if (process.env.OLD) {
      go('/tmp/old', '/tmp/pr/pg20.json', '20');
      await stats();
    }
    go('/work/main', '/tmp/pr/pg20.json');
    await stats();
    go('/work/main', '/tmp/pr/pg1.json');
    await stats();
  }
  await server.stop();
}, 600000);
