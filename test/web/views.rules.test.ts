import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

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

  it('leaves a box as it was when its form is refused: one that was unticked does not tick itself', () => {
    const either = /\{\{#if \(either @root\.form\.\w+ [\w.]+\)\}\}\s*checked/;
    expect(views.filter((name) => either.test(readFileSync(join('views', name), 'utf8')))).toEqual([]);
  });
});
