import type { EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { Unit } from './unit.js';

/** Rows in one statement: both engines bound how many values one may have. */
const rowsAtOnce = 200;

/**
 * Inserts any number of rows in few statements, and leaves the given objects as they are. What a row does not say is the
 * column's default, or null. Quicker than TypeORM's own, which builds each statement anew, and asks afterwards for what
 * the database filled in.
 */
export async function insertMany<Entity extends ObjectLiteral>(
  unit: Unit,
  entity: EntityTarget<Entity>,
  rows: readonly QueryDeepPartialEntity<Entity>[],
): Promise<void> {
  const metadata = unit.manager.connection.getMetadata(entity);
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce) as ObjectLiteral[];
    await unit.manager.query(
      textOf(metadata, some.length),
      some.flatMap((row) => valuesOf(metadata, row)),
    );
  }
}

/** Inserts one row in the same way. */
export const insertOne = <Entity extends ObjectLiteral>(
  unit: Unit,
  entity: EntityTarget<Entity>,
  row: QueryDeepPartialEntity<Entity>,
): Promise<void> => insertMany(unit, entity, [row]);

/** By table and how many rows. */
const texts = new WeakMap<EntityMetadata, Map<number, string>>();

function textOf(metadata: EntityMetadata, rows: number): string {
  const known = texts.get(metadata) ?? new Map<number, string>();
  texts.set(metadata, known);
  const text = known.get(rows) ?? written(metadata, rows);
  known.set(rows, text);
  return text;
}

function written({ columns, tableName, connection: { driver } }: EntityMetadata, rows: number): string {
  const places = Array.from({ length: rows }, (_, row) =>
    columns.map((_column, index) => driver.createParameter('', row * columns.length + index)).join(', '),
  );
  const names = columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
  return `INSERT INTO ${driver.escape(tableName)} (${names}) VALUES (${places.join('), (')})`;
}

function valuesOf({ columns, connection: { driver } }: EntityMetadata, row: ObjectLiteral): unknown[] {
  return columns.map((column) => {
    const value: unknown = row[column.propertyName];
    // A default that is a text stands as the column keeps it.
    if (value === undefined && typeof column.default === 'string') return column.default;
    return driver.preparePersistentValue(
      value ?? (value === undefined ? column.default : null) ?? null,
      column,
    ) as unknown;
  });
}
