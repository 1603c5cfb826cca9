import type { EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { insertMany } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import type { Line } from './domain/changeset.js';
import type { State } from './domain/taking-back.js';
import type { Added, ImportTarget } from './import-target.js';
import { ImportedRecord } from './imported-record.entity.js';

/** What the records of some lines are before the lines are written. */
export async function statesBefore(
  manager: EntityManager,
  { registers: [own] }: ImportTarget,
  lines: readonly Line[],
): Promise<Map<string, State>> {
  const keys = lines.flatMap(({ recordId }) => recordId ?? []);
  return keys.length > 0 ? own.states(manager, keys) : new Map<string, State>();
}

/** A line that was written, with what it added. */
export interface WrittenLine {
  readonly line: Line;
  readonly added: readonly Added[];
}

/** Keeps what lines wrote, as it was before and as it became. @returns how many records that were */
export async function keepWritten(
  unit: Unit,
  { importId, after }: { readonly importId: string; readonly after: number },
  { registers }: ImportTarget,
  written: readonly WrittenLine[],
  before: ReadonlyMap<string, State>,
): Promise<number> {
  const [own] = registers;
  const records = written.flatMap(({ line: { row, recordId }, added }) => [
    ...added.map(({ register, key }) => ({ row, register, key })),
    ...(recordId ? [{ row, register: own.name, key: recordId }] : []),
  ]);
  const became = new Map<string, Map<string, State>>();
  for (const register of registers) {
    const keys = records.filter((one) => one.register === register.name).map(({ key }) => key);
    if (keys.length > 0) became.set(register.name, await register.states(unit.manager, keys));
  }
  const rows = records.map(({ row, register, key }, index) => {
    const state = became.get(register)!.get(key)!;
    return {
      importId,
      number: after + index + 1,
      row,
      register,
      recordKey: key,
      name: registers.find(({ name }) => name === register)!.nameOf(state),
      was: (register === own.name && before.get(key)) || null,
      became: state,
    };
  });
  await insertMany(unit, ImportedRecord, rows as QueryDeepPartialEntity<ImportedRecord>[]);
  return rows.length;
}
