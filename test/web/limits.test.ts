import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clinic } from '../support/clinic.js';
import { member, password, signedIn } from '../support/people.js';
import { approvedOutlet, newKey } from '../support/town.js';
import { textOf } from '../support/visitor.js';

const json = { 'content-type': 'application/json' };
const boundary = 'b';
const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };

/** A form with a file of so many bytes. */
const withFile = (bytes: number, token = '') =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n`),
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`),
    Buffer.alloc(bytes, 'x\n'),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);

describe('A request that means harm', () => {
  let clinic: Clinic;
  let outletId: string;

  beforeAll(async () => {
    clinic = await Clinic.open();
    outletId = await approvedOutlet(clinic);
  });
  afterAll(() => clinic.close());

  const send = (url: string, payload: string | Buffer, headers: Record<string, string>) =>
    clinic.app.inject({ method: 'POST', url, payload, headers });
  const healthy = async () => (await clinic.visitor().get('/health')).status;

  it.each([
    ['nested 1,800 deep, to anybody’s page', '/passwords', '{"a":'.repeat(1_800) + '1' + '}'.repeat(1_800)],
    ['nested 20,000 deep', '/outlets', '['.repeat(20_000) + ']'.repeat(20_000)],
    ['with an object where a text belongs', '/passwords', '{"email":{"toString":1}}'],
  ])('is answered 415 and nothing ends: JSON %s', async (_, url, body) => {
    const { statusCode, body: page } = await send(url, body, json);
    expect(statusCode).toBe(415);
    expect(textOf(page)).toContain('Pages send forms');
    expect(await healthy()).toBe(200);
  });

  it('has its file read only after sign-in and policy, and where a file is asked for', async () => {
    const large = withFile(10 * 1024 * 1024 - 1000);
    const nobody = await send('/imports/outlets', large, multipart);
    expect(nobody.statusCode).toBe(401);
    expect(nobody.body.length).toBeLessThan(50_000);
    const counter = await signedIn(clinic, 'counter', [outletId]);
    const cookie = { cookie: counter.cookieHeader };
    expect((await send('/imports/outlets', large, { ...multipart, ...cookie })).statusCode).toBe(403);
    const admin = await signedIn(clinic, 'admin');
    const adminCookie = { cookie: admin.cookieHeader };
    const noFile = await send('/chains', withFile(10), { ...multipart, ...adminCookie });
    expect(noFile.statusCode).toBe(415);
    expect(textOf(noFile.body)).toContain('takes no file');
    const tooLarge = withFile(10 * 1024 * 1024 + 10);
    expect((await send('/imports/outlets', tooLarge, { ...multipart, ...adminCookie })).statusCode).toBe(413);
  });

  it.each([
    ['cut short', multipart, withFile(100).subarray(0, 150)],
    ['without a boundary', { 'content-type': 'multipart/form-data' }, withFile(100)],
    [
      'with fields within fields',
      { 'content-type': 'application/x-www-form-urlencoded' },
      `a${'[b]'.repeat(9)}=1`,
    ],
    [
      'with more fields than any page',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'a=1&'.repeat(12_001),
    ],
    [
      'with a letter that no text may hold',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'name=a%00b',
    ],
  ])('says that it can’t be read: a body %s', async (_, headers, body) => {
    const { cookieHeader } = await signedIn(clinic, 'admin');
    const answer = await send('/imports/outlets', body, { ...headers, cookie: cookieHeader });
    expect(answer.statusCode).toBe(400);
    expect(textOf(answer.body)).toContain('Open the page again');
  });

  it('is kept only as far as its form knows it: no file, no secret, nothing unknown, up to a size', async () => {
    const visitor = clinic.visitor();
    await visitor.get('/sign-in');
    const typed = {
      id: newKey(clinic),
      name: 'Typed with care',
      symptoms: ['cough', 'headache'],
      medicines: [{ medicine: 'PARA500', quantity: '3', evil: 'x' }],
      evil: 'unknown to the form',
      name2: { deep: { deeper: 'x' } },
    };
    const { status, body } = await visitor.post(`/outlets/${outletId}/visits`, typed);
    expect(status).toBe(401);
    const kept = JSON.parse(
      /name="keptFields" value="([^"]*)"/.exec(body)![1]!.replaceAll('&quot;', '"'),
    ) as object;
    expect(kept).toEqual({
      id: typed.id,
      name: 'Typed with care',
      symptoms: ['cough', 'headache'],
      medicines: [{ medicine: 'PARA500', quantity: '3' }],
    });
    const secret = await visitor.post('/account/password', { password: 'not to be seen again' });
    expect(secret.body).not.toContain('not to be seen again');
    const huge = await visitor.post(`/outlets/${outletId}/visits`, { note: 'x'.repeat(900_000) });
    expect(huge.status).toBe(401);
    expect(huge.body.length).toBeLessThan(50_000);
  });

  it.each(['notjson', '{"a":{"b":{"c":{"d":{"e":"x"}}}}}', '[1,2]', 'null', '{"a":1}', '"x"'])(
    'does not keep what is no form of ours: %s',
    async (keptFields) => {
      const { email } = await member(clinic, 'admin');
      const visitor = clinic.visitor();
      await visitor.get('/sign-in');
      const answer = await visitor.post('/sign-in', { email, password, keptAction: '/chains', keptFields });
      expect([200, 303]).toContain(answer.status);
      expect(answer.body).not.toContain('"d"');
    },
  );

  it.each(['/／evil.example', '//evil.example', '/\\evil.example', '/\tevil', 'https://evil.example'])(
    'is not sent on to another place, nor breaks the answer: %j',
    async (to) => {
      const { email } = await member(clinic, 'admin');
      const visitor = clinic.visitor();
      await visitor.get('/sign-in');
      const { status, location } = await visitor.post('/sign-in', { email, password, to });
      expect({ status, location }).toEqual({ status: 303, location: '/' });
    },
  );

  it('is answered by a page that needs nothing when even the page of errors fails', async () => {
    const broken = vi.spyOn(clinic.clock, 'now').mockImplementation(() => {
      throw new Error('The clock is broken.');
    });
    const answer = await clinic.visitor().get('/no-such-page');
    const form = await clinic.visitor().post('/chains', { name: 'x' });
    broken.mockRestore();
    expect([answer.status, form.status]).toEqual([500, 500]);
    expect(answer.body).toContain('系统出错');
    expect(await healthy()).toBe(200);
  });
});

describe('The server', () => {
  const open: Socket[] = [];
  afterAll(() => open.forEach((socket) => socket.destroy()));

  async function raw(
    address: string,
    text: string,
  ): Promise<{ socket: Socket; answer: () => Promise<string> }> {
    const { port } = new URL(address);
    const socket = connect(Number(port), '127.0.0.1');
    open.push(socket);
    let heard = '';
    socket.on('data', (data) => (heard += String(data)));
    const closed = new Promise<string>((end) => socket.once('close', () => end(heard)));
    socket.on('error', () => undefined);
    await new Promise<void>((done) => socket.once('connect', () => socket.write(text, () => done())));
    return { socket, answer: () => closed };
  }
  const stalled =
    'POST /passwords HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\na=';

  it('ends what comes too slowly: a body, and headers', async () => {
    const clinic = await Clinic.open({ REQUEST_TIMEOUT: '5' });
    const address = await clinic.listen();
    const [body, headers] = [await raw(address, stalled), await raw(address, 'GET / HTTP/1.1\r\nHost')];
    expect(await body.answer()).toContain('408 Request Timeout');
    expect(await headers.answer()).toContain('408 Request Timeout');
    await clinic.close();
  }, 60_000);

  it('answers what is no HTTP, and an address that is none, with a page', async () => {
    const clinic = await Clinic.open();
    const address = await clinic.listen();
    const nonsense = await raw(address, 'NONSENSE\r\n\r\n');
    expect(await nonsense.answer()).toMatch(/^HTTP\/1.1 400 [\s\S]*无法读取该请求/);
    const bad = await raw(address, 'GET /% HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await bad.answer()).toMatch(/^HTTP\/1.1 400 [\s\S]*无法读取该请求/);
    await clinic.close();
  });

  it('answers so many requests at once and no more, its health always, and all again when they are through', async () => {
    const clinic = await Clinic.open({ MAX_REQUESTS: '2' });
    const address = await clinic.listen();
    const held = [await raw(address, stalled), await raw(address, stalled)];
    const status = async (path: string) => (await fetch(address + path)).status;
    const until = async (path: string, wanted: number) => {
      while ((await status(path)) !== wanted) await new Promise((soon) => setTimeout(soon, 20));
    };
    await until('/sign-in', 503);
    const refused = await fetch(`${address}/sign-in`);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(await refused.text()).toContain('系统繁忙');
    expect(await status('/health')).toBe(200);
    for (const { socket } of held) socket.destroy();
    await until('/sign-in', 200);
    await clinic.close();
  }, 60_000);

  it('answers one person or address only so often a minute; others, assets and its health are not held up', async () => {
    const clinic = await Clinic.open({ RATE_LIMIT: '40' });
    const outletId = await approvedOutlet(clinic);
    const one = await signedIn(clinic, 'counter', [outletId]);
    const other = await signedIn(clinic, 'counter', [outletId]);
    const answers = [];
    for (let i = 0; i < 42; i++) answers.push(await one.get('/account'));
    const { status, body, headers } = answers.at(-1)!;
    expect(status).toBe(429);
    expect(textOf(body)).toContain('Too many requests within a minute');
    expect(headers['retry-after']).toBeDefined();
    expect((await other.get('/account')).status).toBe(200);
    for (let i = 0; i < 42; i++) expect((await one.get('/health')).status).toBe(200);
    const [style = ''] = /\/assets\/common[^"]*/.exec((await other.get('/account')).body) ?? [];
    expect((await one.get(style)).status).toBe(200);
    await clinic.close();
  });
});
