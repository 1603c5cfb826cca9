import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const most = 120;

describe('A view', () => {
  it(`has no line over ${most} characters`, () => {
    const views = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.hbs') && !file.startsWith('mail/letters/'),
    );
    expect(views.length).toBeGreaterThan(100);
    const long = views.flatMap((file) =>
      readFileSync(join('views', file), 'utf8')
        .split('\n')
        .flatMap((line, i) => (line.length > most ? [`${file}:${i + 1} has ${line.length}`] : [])),
    );
    expect(long).toEqual([]);
  });
});
