import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { Unit } from './unit.js';

/** Rows in one statement: both engines bound how many values one may have. */
const rowsAtOnce = 200;

/** Inserts any number of rows in few statements, and leaves the given objects as they are. */
export async function insertMany<Entity extends ObjectLiteral>(
  unit: Unit,
  entity: EntityTarget<Entity>,
  rows: readonly QueryDeepPartialEntity<Entity>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await unit.manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(rows.slice(from, from + rowsAtOnce))
      .updateEntity(false)
      .execute();
}
