import { Agent, request } from 'node:http';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import qs from 'qs';
import type { Dice } from '../../src/demo/dice.js';
import { checksOf, fieldsOf, fileFieldOf, type FormClass, formOf, rowsOf } from '../../src/web/form-shape.js';
import type { Clinic } from './clinic.js';
import { keyOf, type Keys } from './full-town.js';

/** A route of the program, and the form that it takes. */
export interface Door {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly form?: FormClass;
}

/** Every route, with its form, as the program itself knows them. */
export function doorsOf(clinic: Clinic): Door[] {
  const scanner = new MetadataScanner();
  return clinic
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      const base = String(Reflect.getMetadata(PATH_METADATA, metatype as object));
      return scanner.getAllMethodNames(prototype).flatMap((name): Door[] => {
        const handler = prototype[name]!;
        const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
        if (path === undefined) return [];
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod;
        return [
          {
            method: method === RequestMethod.POST ? 'POST' : 'GET',
            path: `/${base}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
            form: formOf(handler),
          },
        ];
      });
    });
}

/** Markup that a page must never print as it is. */
export const markup = `<i id="x9q">'"&`;

const texts = [
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  '9'.repeat(400),
  '99999999999',
  '2147483648',
  '0.1',
  'NaN',
  'null',
  'undefined',
  'true',
  'on',
  '[object Object]',
  '\u001d\u0007\u000b',
  '\ud800',
  '\ufeff\u200b\u202e',
  '／evil.example',
  '//evil.example',
  '/\\evil.example',
  '/／evil.example',
  'javascript:alert(1)',
  'a\r\nSet-Cookie: x=1',
  markup,
  `</script>${markup}`,
  `{{t 'x'}}`,
  `'; DROP TABLE patient; --`,
  `' OR 1=1 --`,
  '%',
  '_',
  '\\',
  '2022-12-19',
  '2022-13-45',
  '0000-00-00',
  '9999-12-31',
  '2022-12-19T09:30',
  '9999-12-31T23:59',
  '2022-12-19.morning',
  'morning',
  'morning-0',
  '110101199007030015',
  '{"a":[1,{"b":null}]}',
  '{"name":{"toString":1}}',
  '[[[[[[1]]]]]]',
  '0190a8f0-0000-7000-8000-000000000000',
  '1×3',
  'PARA500',
  'a@b.example',
] as const;

/** These end a request at the door, so that others come further. */
const rareTexts = ['\u0000', 'a\u0000b', 'x'.repeat(5000), '中'.repeat(700)];

const names = ['toString', 'toHTML', '__proto__', 'constructor', 'length', '0', '1', '11999', 'x', ''];

export class Hostile {
  constructor(
    private readonly dice: Dice,
    /** Keys of things that exist, by the name of the path's part. */
    private readonly keys: Keys,
  ) {}

  /** A text, most often from the list; sometimes a key that exists. */
  text(): string {
    if (this.dice.chance(0.25)) return this.pick(Object.values(this.keys));
    return this.pick(this.dice.chance(0.01) ? rareTexts : texts);
  }

  /** A path: its parts are most often keys that exist, or nobody would come further than 404. */
  path(path: string): string {
    return path.replace(/:(\w+)/g, (_, name: string) =>
      this.dice.chance(0.85) ? (keyOf(this.keys, path, name) ?? 'none') : encoded(this.text()),
    );
  }

  query(fields: readonly string[]): string {
    if (this.dice.chance(0.2)) return '';
    const asked = this.dice.some([...fields, 'page', 'q'], this.dice.whole(1, 5));
    const pairs = asked.map((name) => `${name}=${encoded(this.text())}`);
    return `?${pairs.join('&')}`;
  }

  /** A form's body: some of its fields, each with something that no page sends. */
  body(form: FormClass | undefined, token: string): string {
    const fields = form ? fieldsOf(form) : ['a'];
    // Most forms are right but for a field or two, or nobody would come further than the first check.
    const { wrong, absent } = this.dice.one([
      { wrong: 0, absent: 0 },
      { wrong: 0.15, absent: 0.05 },
      { wrong: 0.5, absent: 0.3 },
    ]);
    const pairs = fields.flatMap((field) => {
      if (this.dice.chance(absent)) return [];
      return this.dice.chance(wrong) || !form ? this.field(field) : this.right(form, field);
    });
    if (this.dice.chance(0.1)) pairs.push(`_again=1`);
    if (this.dice.chance(0.03)) pairs.push('keptAction=/chains', `keptFields=${encoded(this.text())}`);
    return [`_csrf=${encoded(token)}`, ...pairs].join('&');
  }

  /** A form as a page would send it, as far as its checks say what that is; for whoever may not send it at all. */
  rightFields(form: FormClass | undefined): Record<string, string> {
    const pairs = form ? fieldsOf(form).flatMap((field) => this.right(form, field)) : [];
    return Object.fromEntries(new URLSearchParams(pairs.join('&')));
  }

  /** What a page would send in a field, as far as its checks say what that is. */
  private right(form: FormClass, field: string, name = field): string[] {
    const rows = rowsOf(form, field);
    if (rows) return fieldsOf(rows).flatMap((inner) => this.right(rows, inner, `${name}[0][${inner}]`));
    const checks = checksOf(form, field);
    const limit = (check: string, otherwise: number) => Number(checks.get(check)?.[0] ?? otherwise);
    const choices = checks.get('isIn')?.[0] as readonly string[] | undefined;
    const say = (text: string) => [`${name}=${encoded(text)}`];
    if (choices) return say(this.dice.one(choices));
    if (checks.has('isDay'))
      return say(this.dice.one(['2022-12-19', '2022-12-20', '2023-06-30', '1990-07-03']));
    if (checks.has('isInt') || checks.has('isNumber'))
      return say(
        String(this.dice.whole(limit('min', 0), Math.min(limit('max', 100), limit('min', 0) + 200))),
      );
    if (checks.has('isBoolean')) return this.dice.chance(0.5) ? say('on') : [];
    if (checks.has('isEmail')) return say(`a${this.dice.whole(1, 1e9)}@b.example`);
    if (checks.has('matches')) return say(this.keys[field] ?? this.dice.one(Object.values(this.keys)));
    if (checks.has('isArray')) return say(this.text());
    return say(`Name ${this.dice.whole(1, 1e9)}`);
  }

  private field(name: string): string[] {
    const value = () => encoded(this.text());
    const kind = this.dice.whole(0, 9);
    if (kind <= 4) return [`${name}=${value()}`];
    if (kind === 5) return [`${name}=${value()}`, `${name}=${value()}`];
    if (kind === 6) return [`${name}[${this.pick(names)}]=${value()}`];
    if (kind === 7) return [`${name}[${this.pick(names)}][${this.pick(names)}]=${value()}`];
    if (kind === 8) return Array.from({ length: 22 }, () => `${name}[]=${value()}`);
    return [`${name}=%E0%A4%A`, `${name}[=1`, `[${name}]=1`];
  }

  pick<T>(list: readonly T[]): T {
    return list[this.dice.whole(0, list.length - 1)]!;
  }
}

function encoded(text: string): string {
  // Half a letter is sent as the bytes that some programs write for it.
  return text === '\ud800' ? '%ED%A0%80' : encodeURIComponent(text);
}

const boundary = 'b0undary';
const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };
const part = (head: string, text: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;

/** Bodies that are no form of ours, each with its headers. */
export const rawBodies: readonly { readonly headers: Record<string, string>; readonly body: string }[] = [
  { headers: { 'content-type': 'application/json' }, body: '['.repeat(1800) + ']'.repeat(1800) },
  { headers: { 'content-type': 'application/json' }, body: '{"a":'.repeat(1800) + '1' + '}'.repeat(1800) },
  { headers: { 'content-type': 'application/json' }, body: '{"email":{"toString":1}}' },
  { headers: { 'content-type': 'application/json' }, body: '{' },
  { headers: { 'content-type': 'text/plain' }, body: 'x' },
  { headers: { 'content-type': 'application/xml' }, body: '<a/>' },
  { headers: { 'content-type': 'nonsense' }, body: 'x' },
  { headers: {}, body: 'x=1' },
  { headers: multipart, body: part('name="file"; filename="a.csv"', 'a,b') },
  { headers: multipart, body: part('name="file"; filename="a.csv"', 'a,b').slice(0, 60) },
  { headers: multipart, body: `${part('name="x"', '1')}--${boundary}--` },
  { headers: multipart, body: '' },
  {
    headers: multipart,
    body: Array.from({ length: 40 }, (_, i) => part(`name="f${i}"`, '1')).join('') + `--${boundary}--`,
  },
  { headers: multipart, body: part('name="__proto__"', '1') + `--${boundary}--` },
  {
    headers: multipart,
    body: part('name="file"; filename="../../etc/x\u0001"', 'a\u0000b') + `--${boundary}--`,
  },
  { headers: { 'content-type': 'multipart/form-data' }, body: 'x' },
  { headers: { 'content-type': 'multipart/form-data; boundary=' }, body: 'x' },
  { headers: { 'content-type': 'multipart/mixed; boundary=x' }, body: '--x--' },
  { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a'.repeat(1_100_000) },
  { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1&'.repeat(15_000) },
  { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `a${'[b]'.repeat(500)}=1` },
  { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-7' }, body: 'a=%' },
  { headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' }, body: 'x' },
];

export const oddHeaders: readonly Record<string, string>[] = [
  { 'accept-language': ';;;q=,*,\u00e9' },
  { 'hx-request': 'true' },
  { cookie: 'bianmin=%00;x' },
  { cookie: `bianmin=${'a'.repeat(3000)}` },
  { referer: 'http://[' },
  { origin: 'null' },
  { host: 'evil.example' },
  { 'x-forwarded-for': 'x, y' },
  { 'user-agent': `\u00ff${'u'.repeat(2000)}` },
  { range: 'bytes=5-1' },
  { 'if-none-match': '*' },
];

/** A multipart body with a form's file and fields. */
export function fileBody(
  form: FormClass,
  token: string,
  content: string,
): { headers: Record<string, string>; body: string } {
  const file = fileFieldOf(form)!;
  return {
    headers: multipart,
    body: part('name="_csrf"', token) + part(`name="${file}"; filename="a.csv"`, content) + `--${boundary}--`,
  };
}

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Sends requests over real connections, and keeps one browser's cookie and form token. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });
  private cookie = '';

  token = '';

  constructor(private readonly port: number) {}

  get cookies(): string {
    return this.cookie;
  }

  async signIn(email: string, password: string): Promise<void> {
    this.cookie = '';
    await this.send({ method: 'GET', url: '/sign-in' });
    await this.send({
      method: 'POST',
      url: '/sign-in',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: qs.stringify({ _csrf: this.token, email, password }),
    });
    await this.send({ method: 'GET', url: '/account' });
  }

  send({
    method,
    url,
    headers = {},
    body,
  }: Sent): Promise<{ status: number; body: string; location?: string; type: string }> {
    return new Promise((answer, fail) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: this.port,
          method,
          path: url,
          agent: this.agent,
          headers: {
            ...(this.cookie && { cookie: this.cookie }),
            ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
            ...headers,
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('error', fail);
          response.on('end', () => {
            if (!headers.cookie) this.keep(response.headers['set-cookie'], text);
            const { location, 'content-type': type = '' } = response.headers;
            answer({ status: response.statusCode!, body: text, location, type });
          });
        },
      );
      sent.on('error', fail);
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }

  private keep(cookies: string[] | undefined, text: string): void {
    if (cookies?.[0]) this.cookie = cookies[0].split(';')[0]!;
    this.token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.token;
  }
}
