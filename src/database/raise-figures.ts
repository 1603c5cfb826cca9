import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { Unit } from './unit.js';

/**
 * Raises (or, by negative numbers, lowers) the figures that are kept under a key, such as an outlet's day; the
 * first of a key makes its row, with every other figure at its default.
 * @param by column → how much
 */
export async function raiseFigures<T extends ObjectLiteral>(
  unit: Unit,
  entity: EntityTarget<T>,
  key: Partial<T>,
  by: Readonly<Record<string, number>>,
): Promise<void> {
  const naming = unit.manager.connection.namingStrategy;
  const column = (name: string) => naming.columnName(name, undefined, []);
  const changes = Object.fromEntries(
    Object.entries(by).map(([name, more]) => [name, () => `${column(name)} + ${more}`]),
  );
  const raise = () => unit.manager.createQueryBuilder().update(entity).set(changes).where(key).execute();
  if ((await raise()).affected === 1) return;
  // The driver writes what the database filled in into the object that it is given.
  const row = { ...key } as QueryDeepPartialEntity<T>;
  await unit.manager
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values(row)
    .orIgnore()
    .updateEntity(false)
    .execute();
  await raise();
}
