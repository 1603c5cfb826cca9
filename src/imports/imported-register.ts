import { type EntityManager, type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import type { Unit } from '../database/unit.js';
import type { State } from './domain/taking-back.js';

/** A register that imports write to, as far as taking one back needs it. */
export interface ImportedRegister {
  /** By which the records that were written are kept apart. */
  readonly name: string;
  /** What people call a record. */
  nameOf(state: State): string;
  /** All that an import may write of these records, by key. */
  states(manager: EntityManager, keys: readonly string[]): Promise<Map<string, State>>;
  /** What of a kept state is still comparable with what stands now, where time takes some of it away. */
  comparable?(state: State): State;
  /** The table, where a record is a row of it: what other rows refer to is not removed. */
  readonly entity?: EntityTarget<ObjectLiteral>;
  /** Puts fields back, and records it. */
  putBack(unit: Unit, key: string, fields: State, now: State): Promise<void>;
  /** Removes what an import added, and records it. */
  remove(unit: Unit, key: string, now: State): Promise<void>;
}

/** States of a table's rows, without what every write changes. */
export const rowStates =
  (entity: EntityTarget<ObjectLiteral>, { key = 'id', except = [] as readonly string[] } = {}) =>
  async (manager: EntityManager, keys: readonly string[]): Promise<Map<string, State>> => {
    const rows = await manager.findBy(entity, { [key]: In([...keys]) });
    return new Map(
      rows.map((row) => {
        const state = JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
        for (const field of except) delete state[field];
        return [row[key] as string, state];
      }),
    );
  };

/** The fields of a record that are put back, as they are now: what the trail keeps as before. */
export const picked = (state: State, fields: State): State =>
  Object.fromEntries(Object.keys(fields).map((field) => [field, state[field]]));
