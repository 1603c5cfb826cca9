import { request } from 'node:http';
import { afterAll, expect, it } from 'vitest';
import { Clinic } from '../support/clinic.js';
import { member, password } from '../support/people.js';
import { bigSheet, packedSpaces } from '../support/hostile-files.js';
import { Sender } from '../support/hostile.js';
import { fileOf } from './history.js';
import { Server } from './server.js';
import { keep, type Line } from './table.js';

const port = 3984;
const lines: Line[] = [];
const boundary = 'b';
const megabyte = 1024 * 1024;

interface Attack {
  readonly what: string;
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
  readonly signedIn?: boolean;
}

const upload = (content: Buffer, token: string) =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n`),
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);

/** Sends one request, and asks meanwhile again and again whether the server is alive. */
async function attack(sender: Sender, { path, type, body, signedIn }: Attack) {
  const alive: number[] = [];
  let answered = false;
  const watch = (async () => {
    while (!answered) {
      const began = performance.now();
      await sender.send({ method: 'GET', url: '/health', headers: { cookie: '' } });
      alive.push(performance.now() - began);
    }
  })();
  const began = performance.now();
  const answer = await new Promise<{ status: number; bytes: number }>((done, fail) => {
    const headers = {
      'content-type': type,
      'content-length': body.length,
      ...(signedIn && { cookie: sender.cookies }),
    };
    const sent = request({ host: '127.0.0.1', port, method: 'POST', path, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => done({ status: response.statusCode!, bytes }));
    });
    sent.on('error', fail);
    sent.end(body);
  });
  const took = performance.now() - began;
  answered = true;
  await watch;
  return { ...answer, took, slowest: Math.max(...alive) };
}

it('hostile requests to the built program', async () => {
  const clinic = await Clinic.open();
  const { email } = await member(clinic, 'admin');
  const url = `sqlite:${fileOf(clinic)}`;
  await clinic.close();
  const server = await Server.start(url, port);
  const sender = new Sender(port);
  await sender.signIn(email, password);
  const form = 'application/x-www-form-urlencoded';
  const multipart = `multipart/form-data; boundary=${boundary}`;
  const file = (what: string, content: Buffer): Attack => ({
    what,
    path: '/imports/outlets',
    type: multipart,
    body: upload(content, sender.token),
    signedIn: true,
  });
  const attacks: Attack[] = [
    {
      what: 'JSON nested 1,800 deep, by nobody',
      path: '/passwords',
      type: 'application/json',
      body: Buffer.from('{"a":'.repeat(1800) + '1' + '}'.repeat(1800)),
    },
    {
      what: 'a form of 62 KB with 1,000 fields within fields, by nobody',
      path: '/outlets',
      type: form,
      body: Buffer.from(`a${'[b]'.repeat(20_000)}=1`),
    },
    {
      what: 'a file of 10 MB, by nobody',
      path: '/imports/outlets',
      type: multipart,
      body: upload(Buffer.alloc(10 * megabyte - 1000, 'x'), ''),
    },
    file('XLSX of 0.3 MB that unpacks to 300 MB', packedSpaces(300_000_000)),
    file('XLSX of a million rows', bigSheet(1_000_000)),
    file('CSV of 100,000 columns', Buffer.from(','.repeat(100_000))),
    file('CSV of 10 MB of `x` lines', Buffer.from('x\n'.repeat(5_000_000))),
  ];
  const atRest = server.memory().now;
  for (const one of attacks) {
    const { status, bytes, took, slowest } = await attack(sender, one);
    lines.push({
      what: one.what,
      measured: `${status} in ${took.toFixed(0)} ms, ${(bytes / 1024).toFixed(0)} KB; the slowest \`/health\` meanwhile ${slowest.toFixed(0)} ms`,
      ratio: '',
      wanted: '4xx, `/health` within 1 s',
      holds: status >= 400 && status < 500 && slowest < 1000,
    });
    expect(status).toBeGreaterThanOrEqual(400);
  }
  const { highest, now } = server.memory();
  lines.push({
    what: 'resident memory of that server: at rest before, at its highest, after',
    measured: `${atRest} MB, ${highest} MB, ${now} MB`,
    ratio: '',
    wanted: '< 2,000 MB at its highest',
    holds: highest < 2000,
  });
  sender.close();
  await server.stop();
});

afterAll(() => keep('Hostile requests', lines));
