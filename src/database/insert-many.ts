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
export const insertMany = <Entity extends ObjectLiteral>(
  unit: Unit,
  entity: EntityTarget<Entity>,
  rows: readonly QueryDeepPartialEntity<Entity>[],
): Promise<void> => write(unit, entity, rows, 'INSERT');

/** The same, where rows of these keys may stand already: they become what is given. */
export const putMany = <Entity extends ObjectLiteral>(
  unit: Unit,
  entity: EntityTarget<Entity>,
  rows: readonly QueryDeepPartialEntity<Entity>[],
): Promise<void> => write(unit, entity, rows, 'PUT');

/** Inserts one row in the same way. */
export const insertOne = <Entity extends ObjectLiteral>(
  unit: Unit,
  entity: EntityTarget<Entity>,
  row: QueryDeepPartialEntity<Entity>,
): Promise<void> => insertMany(unit, entity, [row]);

type Way = 'INSERT' | 'PUT';

async function write<Entity extends ObjectLiteral>(
  unit: Unit,
  entity: EntityTarget<Entity>,
  rows: readonly QueryDeepPartialEntity<Entity>[],
  way: Way,
): Promise<void> {
  const metadata = unit.manager.connection.getMetadata(entity);
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce) as ObjectLiteral[];
    await unit.manager.query(
      textOf(metadata, some.length, way),
      some.flatMap((row) => valuesOf(metadata, row)),
    );
  }
}

/** By table, way and how many rows. */
const texts = new WeakMap<EntityMetadata, Map<string, string>>();

function textOf(metadata: EntityMetadata, rows: number, way: Way): string {
  const known = texts.get(metadata) ?? new Map<string, string>();
  texts.set(metadata, known);
  const text =
    known.get(`${way} ${rows}`) ?? written(metadata, rows) + (way === 'PUT' ? orPut(metadata) : '');
  known.set(`${way} ${rows}`, text);
  return text;
}

function orPut({ columns, primaryColumns, connection: { driver } }: EntityMetadata): string {
  const name = ({ databaseName }: { databaseName: string }) => driver.escape(databaseName);
  const set = columns
    .filter(({ isPrimary }) => !isPrimary)
    .map((one) => `${name(one)} = excluded.${name(one)}`);
  return ` ON CONFLICT (${primaryColumns.map(name).join(', ')}) DO UPDATE SET ${set.join(', ')}`;
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
