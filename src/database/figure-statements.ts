import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

type Key = Readonly<Record<string, string>>;
type Changes = readonly (readonly [property: string, by: number])[];

/** Makes the row of a key with some figures, all others at their defaults, or raises those of the row that is there. */
export async function insertOrRaise(
  manager: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  key: Key,
  changes: Changes,
): Promise<void> {
  const { table, column, place } = namesOf(manager, entity);
  const keys = Object.keys(key).map(column);
  const figures = changes.map(([property]) => column(property));
  const columns = [...keys, ...figures];
  await manager.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, index) => place(index)).join(', ')}) ` +
      `ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ` +
      figures.map((figure) => `${figure} = ${table}.${figure} + excluded.${figure}`).join(', '),
    [...Object.values(key), ...changes.map(([, by]) => by)],
  );
}

/** Raises or lowers figures of the row of a key. @returns whether there is one */
export async function raise(
  manager: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  key: Key,
  changes: Changes,
): Promise<boolean> {
  const { column } = namesOf(manager, entity);
  const set = Object.fromEntries(
    changes.map(([property]) => [property, () => `${column(property)} + :${property}`]),
  );
  const { affected } = await manager
    .createQueryBuilder()
    .update(entity)
    .set(set)
    .where(key)
    .setParameters(Object.fromEntries(changes))
    .execute();
  return affected === 1;
}

function namesOf(manager: EntityManager, entity: EntityTarget<ObjectLiteral>) {
  const { driver } = manager.connection;
  const metadata = manager.connection.getMetadata(entity);
  return {
    table: driver.escape(metadata.tableName),
    column: (property: string) => driver.escape(metadata.findColumnWithPropertyName(property)!.databaseName),
    place: (index: number) => driver.createParameter('', index),
  };
}
