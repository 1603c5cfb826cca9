import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clinic } from '../support/clinic.js';
import { fullTown, keyOf } from '../support/full-town.js';
import { signedIn } from '../support/people.js';
import { mayUse, routes } from '../support/routes.js';
import { approvedOutlet } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

/** Pages that show what was recorded, sent or typed, letter by letter. */
const written = ['/audit', '/mailbox'];
/** Says how a day may be typed. */
const hints = /1950-03-01/g;
const withoutFields = (body: string) =>
  body.replace(/<(textarea|pre)[\s\S]*?<\/\1>/g, '').replace(/<(?:input|option)[^>]*>/g, '');

describe('The pages', () => {
  let clinic: Clinic;
  let admin: Visitor;

  beforeAll(async () => {
    clinic = await Clinic.open();
    admin = await signedIn(clinic, 'admin');
  });
  afterAll(() => clinic.close());

  it('of errors say what to do next, in the reader’s language', async () => {
    const missing = await admin.get('/no-such-page');
    expect(missing.status).toBe(404);
    expect(textOf(missing.body)).toContain('Look for it from the first page');
    const counter = await signedIn(clinic, 'counter', [await approvedOutlet(clinic)]);
    const forbidden = await counter.get('/audit');
    expect(forbidden.status).toBe(403);
    expect(textOf(forbidden.body)).toContain('ask your administrator');
    const chinese = await clinic.visitor().get('/no-such-page', { 'accept-language': 'zh-CN,zh;q=0.9' });
    expect(textOf(chinese.body)).toContain('没有这一页');
  });

  it('that do not exist do not exist for a key of another shape either', async () => {
    for (const key of ['1', "' OR 1=1 --", '00000000-0000-0000-0000-000000000000', '%00', '..%2f..']) {
      expect((await admin.get(`/outlets/${key}`)).status).toBe(404);
    }
  });

  it('are found in both languages, each of them', async () => {
    const { keys } = await fullTown(clinic);
    const paths = Object.keys(routes)
      .filter((route) => route.startsWith('GET ') && mayUse('A', route) && route !== 'GET /inbox/news')
      .map((route) => route.replace('GET ', ''))
      .filter((path) => [...path.matchAll(/:(\w+)/g)].every(([, part]) => keyOf(keys, path, part!)))
      .map((path) => path.replace(/:(\w+)/g, (_, part: string) => keyOf(keys, path, part)!));
    const unfound = new Set<string>();
    const found = { 'zh-CN': 0, en: 0 };
    const styles = new Set<string>();
    for (const language of ['zh-CN', 'en'] as const) {
      await admin.get('/account');
      await admin.post('/language', { language });
      for (const path of paths) {
        const { status, body, headers } = await admin.get(path);
        if (status >= 400) unfound.add(`${path} ${status}`);
        if (status !== 200 || !String(headers['content-type']).startsWith('text/html')) continue;
        if (!body.includes('<html')) continue;
        found[language] += 1;
        expect(body).toContain(`<html lang="${language}">`);
        // Names that people gave are in whatever language they are in; the rest of a Chinese page is Chinese.
        if (body.includes('action="/sign-out"')) expect(body.includes('退出')).toBe(language === 'zh-CN');
        // Days are written in one style a language; what was recorded or typed stays as it was.
        if (!written.some((part) => path.startsWith(part)))
          for (const [day] of textOf(withoutFields(body))
            .replace(hints, '')
            .matchAll(/(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])|(?<!\d)\d\d\/\d\d\/\d{4}/g))
            styles.add(`${path.replace(/[0-9a-f-]{36}/g, ':key')} ${day}`);
      }
    }
    // What these are of stands behind the question mark.
    const questions = [...unfound].map((line) => line.replace(/[0-9a-f-]{36}/, ':key')).sort();
    expect(questions).toEqual(['/diversion/episodes 404', '/in-stock 404', '/patients/:key/merges/new 404']);
    expect([...styles]).toEqual([]);
    expect(found['zh-CN']).toBeGreaterThan(60);
    expect(found.en).toBe(found['zh-CN']);
  });

  it('carry a policy that runs no script of a stranger', async () => {
    const { headers, body } = await admin.get('/account');
    expect(headers['content-security-policy']).toMatch(/script-src 'self'(;|$)/);
    expect(body).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style="/);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('answer a form that is far too large, or of another kind, with a page', async () => {
    const large = await admin.post('/chains', { name: 'x'.repeat(1_200_000) });
    expect(large.status).toBe(413);
    expect(textOf(large.body)).toContain('too large');
    const json = await admin.post('/chains', {}, { 'content-type': 'text/xml' });
    expect([400, 415, 422]).toContain(json.status);
  });

  it('and what belongs to them come packed to whoever can unpack them, and nothing sent to us is unpacked', async () => {
    const send = (url: string, headers: Record<string, string>) =>
      clinic.app.inject({ method: 'GET', url, headers });
    const [style = ''] = /\/assets\/common[^"]*/.exec((await clinic.visitor().get('/sign-in')).body) ?? [];
    for (const url of ['/sign-in', style]) {
      const plain = await send(url, {});
      const packed = await send(url, { 'accept-encoding': 'gzip, deflate, br' });
      expect(packed.headers['content-encoding']).toBe('br');
      expect(brotliDecompressSync(packed.rawPayload)).toHaveLength(plain.rawPayload.length);
      expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
      expect(plain.headers['content-encoding']).toBeUndefined();
    }
    const sent = await clinic.app.inject({
      method: 'POST',
      url: '/passwords',
      payload: gzipSync('email=a%40b.example'),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' },
    });
    expect(sent.statusCode).toBe(400);
  });

  it('tell whoever watches that they are alive', async () => {
    expect((await clinic.visitor().get('/health')).body).toBe('{"status":"ok"}');
  });
});
