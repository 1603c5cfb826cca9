import 'reflect-metadata';
import type { EntityMetadata } from 'typeorm';
import { Source } from '../../src/database/source.js';
import { describe, expect, it } from 'vitest';
import { rooms } from '../../src/app.entities.js';
import { writerOptions } from '../../src/database/connection-options.js';

/** One room's tables, with the tables of other rooms that they refer to, as a Mermaid diagram. */
function pictureOf(room: string, tables: readonly EntityMetadata[]): string {
  const lines = tables.flatMap((table) => [
    `  ${table.tableName} {`,
    ...table.columns.map((column) => {
      const keys = [
        ...(column.isPrimary ? ['PK'] : []),
        ...(table.foreignKeys.some(({ columns }) => columns.includes(column)) ? ['FK'] : []),
      ];
      const kind = String(column.type).replace(/\W/g, '_');
      return `    ${kind} ${column.databaseName}${keys.length > 0 ? ` ${keys.join(', ')}` : ''}`;
    }),
    '  }',
  ]);
  const references = tables.flatMap((table) =>
    table.foreignKeys.map(
      ({ referencedTablePath, columns }) =>
        `  ${referencedTablePath} ${columns.every(({ isNullable }) => isNullable) ? '|o' : '||'}--o{ ${table.tableName} : ${columns.map(({ databaseName }) => databaseName).join('_')}`,
    ),
  );
  return [`## ${room}`, '', '```mermaid', 'erDiagram', ...lines, ...references, '```'].join('\n');
}

describe('The picture of the schema', () => {
  it('is made from the entities: `npm run pictures` makes it anew', async () => {
    const source = new Source(writerOptions('sqlite::memory:', Object.values(rooms).flat()));
    await (source as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
    const pictures = Object.entries(rooms).map(([room, entities]) =>
      pictureOf(
        room,
        entities
          .map((entity) => source.getMetadata(entity))
          .sort((a, b) => a.tableName.localeCompare(b.tableName)),
      ),
    );
    const head =
      '# The tables, room by room\n\nMade from the entities by `npm run pictures`; what each column means stands there.\n';
    await expect([head, ...pictures, ''].join('\n')).toMatchFileSnapshot('../../docs/schema.md');
  });
});
