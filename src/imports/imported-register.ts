import { type EntityManager, type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import type { Act, ActName } from '../database/act.js';
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

interface Rows {
  readonly name: string;
  readonly nameOf: (state: State) => string;
  /** When it was last changed, where the table says so. */
  readonly changedAt?: string;
  /** What the trail says of each; without `changed` no line of a file changes a record. */
  readonly acts: { readonly changed?: ActName; readonly removed: ActName };
}

/** A register whose records are rows of a table, known by their `id`. */
export function importedRows(
  entity: EntityTarget<ObjectLiteral>,
  { name, nameOf, changedAt, acts }: Rows,
): ImportedRegister {
  const record = (unit: Unit, act: ActName, id: string, told: Pick<Act, 'before' | 'after'>) =>
    unit.record({
      name: act,
      subject: { kind: name, id },
      ...(name === 'outlet' && { outletId: id }),
      ...told,
    } as Act);
  return {
    name,
    entity,
    nameOf,
    states: rowStates(entity, { except: changedAt ? [changedAt] : [] }),
    async putBack(unit, id, fields, now) {
      if (!acts.changed) throw new Error(`No line of a file changes a ${name}.`);
      const when = changedAt ? { [changedAt]: unit.at } : {};
      await unit.manager.update(entity, { id }, { ...fields, ...when });
      const before = Object.fromEntries(Object.keys(fields).map((field) => [field, now[field]]));
      await record(unit, acts.changed, id, { before, after: fields });
    },
    async remove(unit, id, now) {
      await unit.manager.delete(entity, { id });
      await record(unit, acts.removed, id, { before: now });
    },
  };
}
