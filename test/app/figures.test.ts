import 'reflect-metadata';
import { IsNull } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWithoutServer } from '../../src/app.setup.js';
import { readSettings } from '../../src/config/settings.js';
import { seedIfEmpty } from '../../src/demo/seed-if-empty.js';
import { Clinic } from '../support/clinic.js';
import { engine, freshDatabase } from '../support/database.js';
import { signedIn } from '../support/people.js';
import { Alert } from '../../src/alerts/alert.entity.js';
import type { Visitor } from '../support/visitor.js';

/** Pages of one kind that are opened, such as those of four outlets. */
const ofOneKind = 4;
const plain = (href: string) => href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').split('#')[0]!;
const kindOf = (address: string) =>
  address
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\d{4}-\d\d-\d\d/g, ':day')
    .replace(/\d+/g, ':n');

/** What pages say: figures that have a name, and figures that are a link, each with where it was read. */
interface Said {
  readonly named: Map<string, Map<string, string>>;
  readonly linked: Map<string, { readonly figure: number; readonly on: string; readonly visitor: Visitor }>;
}

// Pages are the same on both engines, and so are the queries, which other tests ask on both.
describe.runIf(engine === 'sqlite')('The figures of the demo city, in the middle of a day', () => {
  let clinic: Clinic;
  let officer: Visitor;
  let said: Said;

  beforeAll(async () => {
    const DATABASE_URL = await freshDatabase();
    const secret = 'a secret that is long enough for tests';
    const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL, SESSION_SECRET: secret });
    await seedIfEmpty(settings, openWithoutServer, new Date('2022-12-22T10:40:00+08:00'));
    clinic = await Clinic.open({ DATABASE_URL });
    clinic.clock.set(new Date('2022-12-22T10:45:00+08:00'));
    officer = await signedIn(clinic, 'officer');
    said = { named: new Map(), linked: new Map() };
    await walk(officer, ['/today']);
    const [low] = await clinic.reader.of(Alert).findBy({ kind: 'low', closedAt: IsNull(), easing: false });
    const counter = await signedIn(clinic, 'counter', [low!.outletId!]);
    const at = `/outlets/${low!.outletId!}`;
    await walk(counter, [`${at}/clinic`, `${at}/stock`, `${at}/stock/${low!.medicineId!}`]);
  }, 300_000);
  afterAll(() => clinic.close());

  /** Opens whatever somebody can reach by links from some pages. */
  async function walk(visitor: Visitor, from: readonly string[]): Promise<void> {
    const opened = new Map<string, number>();
    const known = new Set(from);
    for (const address of known) {
      const kind = kindOf(address);
      if ((opened.get(kind) ?? 0) >= ofOneKind) continue;
      opened.set(kind, (opened.get(kind) ?? 0) + 1);
      const { status, body, headers } = await visitor.get(address);
      // The way home, from wherever one is.
      if (address !== '/') expect({ address, status }).toEqual({ address, status: 200 });
      if (!String(headers['content-type']).startsWith('text/html')) continue;
      read(address, body, visitor);
      for (const [, href] of body.matchAll(/href="(\/[^"]*)"/g))
        if (!href!.startsWith('/assets')) known.add(plain(href!));
    }
  }

  function read(address: string, body: string, visitor: Visitor): void {
    const { named, linked } = said;
    for (const [, name, is] of body.matchAll(/data-named="([^"]+)"\s+data-is="([^"]*)"/g)) {
      const values = named.get(name!) ?? new Map<string, string>();
      named.set(name!, values.set(kindOf(address), is!));
    }
    const figures =
      /<a [^>]*href="(\/[^"]+)"[^>]*>\s*(?:<span class="bm-figure">)?([\d,]+)\s*<\/(?:a|span)>/g;
    for (const [, href, figure] of body.matchAll(figures))
      linked.set(plain(href!), { figure: Number(figure!.replaceAll(',', '')), on: kindOf(address), visitor });
  }

  /** Rows of a page's list, one that stands for several as so many. */
  const rowsOf = (body: string) =>
    [
      ...(/<tbody>([\s\S]*?)<\/tbody>/.exec(body)?.[1]?.matchAll(/<tr\b(?: data-counts="(\d+)")?/g) ?? []),
    ].reduce((sum, [, counts]) => sum + Number(counts ?? 1), 0);

  /** Rows of a list, with those of its further pages. */
  async function rowsBehind(address: string, visitor: Visitor): Promise<number> {
    const { body } = await visitor.get(address);
    const next = /rel="next" href="([^"]+)"/.exec(body)?.[1];
    return rowsOf(body) + (next ? await rowsBehind(plain(next), visitor) : 0);
  }

  it('that are links each lead to as many rows', async () => {
    const wrong: object[] = [];
    const kinds = new Set<string>();
    for (const [href, { figure, on, visitor }] of said.linked) {
      kinds.add(kindOf(href));
      const rows = await rowsBehind(href, visitor);
      if (rows !== figure) wrong.push({ on, href, figure, rows });
    }
    expect(wrong).toEqual([]);
    expect(kinds.size).toBeGreaterThanOrEqual(26);
  }, 120_000);

  it('that have a name are the same on every page that says them', () => {
    const differ = [...said.named].filter(([, values]) => new Set(values.values()).size > 1);
    expect(differ.map(([name, values]) => ({ name, ...Object.fromEntries(values) }))).toEqual([]);
    const on = (what: string) =>
      new Set(
        [...said.named].flatMap(([name, values]) => (name.startsWith(`${what} `) ? [...values.keys()] : [])),
      );
    for (const what of ['usable', 'level'])
      expect([...on(what)]).toEqual(
        expect.arrayContaining(['/cover/:id', '/outlets/:id/clinic', '/outlets/:id/stock']),
      );
    expect([...on('state')]).toEqual(
      expect.arrayContaining(['/alerts', '/cover/:id', '/outlets/:id/stock/:id']),
    );
    const compared = [...said.named.values()].filter(({ size }) => size > 1).length;
    expect(compared).toBeGreaterThan(100);
  });
});
