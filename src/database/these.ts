import { type FindOptionsWhere, In } from 'typeorm';

/** Rows with some keys; without keys, all rows. */
export function these(only?: readonly string[]): FindOptionsWhere<{ id: string }> {
  return only ? { id: In([...only]) } : {};
}
