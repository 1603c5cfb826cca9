import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { insertOrRaise, raise } from './figure-statements.js';

type Key = Readonly<Record<string, string>>;

interface Raised {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly key: Key;
  readonly by: Record<string, number>;
  /** Whether something was taken from it: it is there. */
  isThere: boolean;
}

/**
 * Figures that are kept under a key, such as an outlet's day, and that an act raises or lowers. They are written
 * together at its end, in the order of their keys: whoever counts at the same place waits as short as can be, and no two
 * wait for each other.
 */
export class Figures {
  private readonly raised = new Map<string, Raised>();

  /** @param by property → how much; below zero it lowers */
  raise<T extends ObjectLiteral>(
    entity: (new () => T) & EntityTarget<T>,
    key: Partial<T> & Key,
    by: Readonly<Record<string, number>>,
  ): void {
    const name = `${entity.name} ${Object.values(key).join(' ')}`;
    const known = this.raised.get(name) ?? { entity, key, by: {}, isThere: false };
    for (const [figure, more] of Object.entries(by)) known.by[figure] = (known.by[figure] ?? 0) + more;
    known.isThere ||= Object.values(by).some((more) => more < 0);
    this.raised.set(name, known);
  }

  async write(manager: EntityManager): Promise<void> {
    for (const [, { entity, key, by, isThere }] of [...this.raised].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const changes = Object.entries(by).filter(([, more]) => more !== 0);
      if (changes.length === 0) continue;
      // A row that is there is raised as it is: the checks on one that might be made would be of these figures alone.
      if (!isThere || !(await raise(manager, entity, key, changes)))
        await insertOrRaise(manager, entity, key, changes);
    }
  }
}
