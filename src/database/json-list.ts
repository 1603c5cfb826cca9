import type { EntityManager } from 'typeorm';

/**
 * A condition: the list in a JSON column holds a text.
 * @param column as the query calls it: `doctor.scopes`
 * @param parameter the name of the query's parameter with the text
 */
export function listHolds(manager: EntityManager, column: string, parameter: string): string {
  return manager.connection.options.type === 'postgres'
    ? `jsonb_exists(${column}::jsonb, :${parameter})`
    : `EXISTS (SELECT 1 FROM json_each(${column}) held WHERE held.value = :${parameter})`;
}
