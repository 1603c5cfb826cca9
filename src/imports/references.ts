import { type EntityManager, type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import { PostPlace } from '../staff/staff-post.entity.js';

/** Columns that hold keys of several tables, and so have no foreign key. */
const loose = [[PostPlace, 'placeId']] as const;

/** Those of a table's rows that some other row refers to. */
export async function referredTo(
  manager: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  keys: readonly string[],
): Promise<Set<string>> {
  const { connection } = manager;
  const target = connection.getMetadata(entity);
  const held = connection.entityMetadatas
    .flatMap(({ foreignKeys }) => foreignKeys)
    .filter(({ referencedEntityMetadata }) => referencedEntityMetadata === target)
    .map(({ entityMetadata, columns }) => [entityMetadata.target, columns[0]!.propertyName] as const);
  const found = new Set<string>();
  for (const [referring, column] of [...held, ...loose]) {
    const rows = await manager
      .createQueryBuilder(referring as EntityTarget<ObjectLiteral>, 'row')
      .select(`row.${column}`, 'key')
      .distinct()
      .where({ [column]: In([...keys]) })
      .getRawMany<{ key: string }>();
    for (const { key } of rows) found.add(key);
  }
  return found;
}

/** Whether another row holds what a unique index of the table lets only one hold. */
export async function isTaken(
  manager: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  key: string,
  state: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Promise<boolean> {
  const { indices, primaryColumns } = manager.connection.getMetadata(entity);
  const primary = primaryColumns[0]!.propertyName;
  for (const { isUnique, columns } of indices) {
    const names = columns.map(({ propertyName }) => propertyName);
    if (!isUnique || !names.some((name) => fields.includes(name))) continue;
    if (names.some((name) => state[name] === null)) continue;
    const wanted = Object.fromEntries(names.map((name) => [name, state[name]]));
    const holders = await manager.findBy(entity, wanted);
    if (holders.some((row) => row[primary] !== key)) return true;
  }
  return false;
}
