import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Lock {
  readonly packages: Record<string, { readonly license?: string }>;
}

/** What `exceljs` drew in, and nothing else does. */
const abandoned =
  /(^|\/)(exceljs|archiver|archiver-utils|fast-csv|@fast-csv\/.*|unzipper|fstream|jszip|saxes|buffers|binary|chainsaw)$/;

describe('The packages that we build on', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  const names = Object.keys(packages).filter((path) => path !== '');

  it('all say under which licence they are used', () => {
    expect(names.filter((name) => !packages[name]!.license)).toEqual([]);
    expect(names.length).toBeGreaterThan(100);
  });

  it('have nothing of an unmaintained spreadsheet library among them', () => {
    expect(names.filter((name) => abandoned.test(name.split('node_modules/').at(-1)!))).toEqual([]);
  });
});
