import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Assets, assetFolder } from '../../src/web/assets.js';
import { Clinic } from '../support/clinic.js';

const assets = Assets.open();
const views = readdirSync('views', { recursive: true, encoding: 'utf8' })
  .filter((file) => /^[^_]*[.]hbs$/.test(file))
  .map((file) => file.replace(/[.]hbs$/, ''));
const fileOf = (address: string) => join(assetFolder, basename(address));

/** A view's text with those of the parts in it. */
function textOf(file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return '';
  seen.add(file);
  const text = readFileSync(join('views', `${file}.hbs`), 'utf8');
  const parts = [...text.matchAll(/\{\{~?#?>\s*([\w/-]+)/g)].map(([, name]) =>
    name!.replace(/([^/]+)$/, '_$1'),
  );
  return text + parts.map((part) => textOf(part, seen)).join('');
}

describe('What a page loads', () => {
  it('weighs at most 45 KB packed, whatever the page', () => {
    expect(views.length).toBeGreaterThan(80);
    for (const view of views) {
      const { icon, theme, styles, behaviours, parts } = assets.of(view);
      // What comes on demand is not loaded with a page.
      const loaded = [icon, theme, ...styles, ...behaviours, ...parts];
      const bytes = loaded.reduce((sum, address) => sum + statSync(`${fileOf(address)}.br`).size, 0);
      expect(bytes, view).toBeLessThan(45_000);
    }
  });

  it('has a style for every class of ours that it shows', () => {
    const classesIn = (text: string) => new Set(text.match(/\bbm-[a-z-]*[a-z]/g) ?? []);
    const everywhere = readdirSync('views/assets/styles').map((file) =>
      readFileSync(join('views/assets/styles', file), 'utf8'),
    );
    // A class that counts only within another one belongs where that one is.
    const selectors = everywhere.join('\n').match(/[^{},]+(?=[{,])/g) ?? [];
    const alone = selectors.filter((selector) => classesIn(selector).size === 1);
    const styled = classesIn(alone.join('\n'));
    for (const view of views) {
      const loaded = classesIn(
        assets
          .of(view)
          .styles.map((address) => readFileSync(fileOf(address), 'utf8'))
          .join(),
      );
      const lacking = [...classesIn(textOf(view))].filter((name) => styled.has(name) && !loaded.has(name));
      expect(lacking, view).toEqual([]);
    }
  });
});

describe('Assets', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.close());

  it('are kept for good, packed, and known by a name that changes with them', async () => {
    const { body } = await clinic.visitor().get('/sign-in');
    const addresses = [...body.matchAll(/\/assets\/[^"]+/g)].map(([address]) => address);
    expect(addresses.length).toBeGreaterThan(3);
    for (const url of addresses) {
      const headers = { 'accept-encoding': 'br, gzip' };
      const answer = await clinic.app.inject({ method: 'GET', url, headers });
      expect(answer.statusCode, url).toBe(200);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(answer.headers['content-encoding'], url).toBe('br');
      expect(answer.headers.etag).toBeDefined();
      expect(url).toMatch(/\.[0-9A-Za-z]{8}\.(css|js|svg)$/);
    }
  });
});
