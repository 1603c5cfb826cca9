import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const floors = JSON.parse(readFileSync('.floors.json', 'utf8')) as Record<string, string[]>;

/** Which rooms each room imports. */
function imports(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || !file.includes('/')) continue;
    const room = file.split('/')[0]!;
    const text = readFileSync(join('src', file), 'utf8');
    for (const [, path] of text.matchAll(/from '(\.[^']+)'/g)) {
      const other = normalize(join(dirname(file), path!)).split('/')[0]!;
      if (other !== room && !other.endsWith('.js'))
        found.set(room, (found.get(room) ?? new Set()).add(other));
    }
  }
  return found;
}

/** Without what follows from the rest: a room that is reached by way of another needs no arrow of its own. */
function fewest(all: Map<string, Set<string>>): [string, string][] {
  const reached = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of all.get(from) ?? []) if (!seen.has(next)) reached(next, seen.add(next));
    return seen;
  };
  return [...all].flatMap(([room, others]) =>
    [...others]
      .filter((other) => ![...others].some((way) => way !== other && reached(way).has(other)))
      .map((other): [string, string] => [room, other]),
  );
}

/** A room that is longer is two rooms. */
const longestRoom = 4000;

function lines(room: string): number {
  return readdirSync(join('src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .reduce((sum, file) => sum + readFileSync(join('src', room, file), 'utf8').split('\n').length - 1, 0);
}

describe('The rooms', () => {
  it('are none of them longer than a stranger can learn in a day', () => {
    const long = Object.values(floors)
      .flat()
      .map((room) => [room, lines(room)] as const)
      .filter(([, count]) => count > longestRoom);
    expect(long).toEqual([]);
  });
});

describe('The picture of the rooms', () => {
  it('is made from what they import: `npm run pictures` makes it anew', async () => {
    const known = Object.values(floors).flat();
    const rooms = readdirSync('src', { withFileTypes: true }).filter((one) => one.isDirectory());
    expect(rooms.map(({ name }) => name).sort()).toEqual([...known].sort());
    const picture = [
      '# Rooms and floors',
      '',
      'Made from what the rooms import by `npm run pictures`. An arrow points to what a room knows; what follows from other',
      'arrows is left out. The floors are those of `.floors.json`: a lower one knows nothing of a higher one.',
      '',
      '```mermaid',
      'flowchart TD',
      ...Object.entries(floors)
        .reverse()
        .flatMap(([floor, names]) => [`  subgraph ${floor}`, ...names.map((name) => `    ${name}`), '  end']),
      ...fewest(imports())
        .map(([room, other]) => `  ${room} --> ${other}`)
        .sort(),
      '```',
      '',
    ];
    await expect(picture.join('\n')).toMatchFileSnapshot('../../docs/rooms.md');
  });
});
