import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { viewHelpers } from '../../src/web/view-helpers.js';

const most = 120;

describe('A view', () => {
  const views = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.hbs') && !file.startsWith('mail/letters/'),
  );

  it(`has no line over ${most} characters`, () => {
    expect(views.length).toBeGreaterThan(100);
    const long = views.flatMap((file) =>
      readFileSync(join('views', file), 'utf8')
        .split('\n')
        .flatMap((line, i) => (line.length > most ? [`${file}:${i + 1} has ${line.length}`] : [])),
    );
    expect(long).toEqual([]);
  });

  it('calls nothing of its own by the name of a helper, which would be called in its place', () => {
    const names = Object.keys(viewHelpers);
    const bare = new RegExp(`\\{\\{~?(${names.join('|')})~?\\}\\}`, 'g');
    const wrong = views.flatMap((file) =>
      [...readFileSync(join('views', file), 'utf8').matchAll(bare)].map(([found]) => `${file}: ${found}`),
    );
    expect(wrong).toEqual([]);
  });

  it('leaves a box as it was when its form is refused: one that was unticked does not tick itself', () => {
    const either = /\{\{#if \(either @root\.form\.\w+ [\w.]+\)\}\}\s*checked/;
    expect(views.filter((name) => either.test(readFileSync(join('views', name), 'utf8')))).toEqual([]);
  });
});
