import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { type QueryRunner, QueryFailedError } from 'typeorm';
import { Clock } from '../config/clock.js';
import { Settings } from '../config/settings.js';
import { ActListeners } from './act-listeners.js';
import type { Author } from './act.js';
import { Connections } from './connections.js';
import { Keys } from './keys.js';
import { ChoiceGone, ExistsAlready } from './refusals.js';
import { Unit } from './unit.js';

const mostTries = 40;
const mostDuplicates = 5;
const longestWaitMs = 200;
const serializationFailure = '40001';
const deadlockDetected = '40P01';

/**
 * Runs acts so that each happens whole or not at all, as if one after another.
 *
 * On SQLite there is one writing connection and acts take turns on it: its driver shares one
 * connection between all callers, so two open transactions would be one. On PostgreSQL acts run
 * side by side at isolation level SERIALIZABLE, and one that the database could not order is run again;
 * so an act must do nothing outside its unit that can't be done twice.
 */
@Injectable()
export class UnitOfWork {
  private readonly log = new Logger(UnitOfWork.name);
  private lastTurn: Promise<unknown> = Promise.resolve();
  /** Finds a unit begun inside another one: a slip of the pen, looked for outside production, for it costs every promise. */
  private readonly running?: AsyncLocalStorage<Unit>;

  constructor(
    private readonly connections: Connections,
    private readonly listeners: ActListeners,
    private readonly clock: Clock,
    private readonly keys: Keys,
    settings: Settings,
  ) {
    if (!settings.production) this.running = new AsyncLocalStorage();
  }

  /** @throws ChoiceGone @throws ExistsAlready where what the database refuses was not foreseen by the work itself */
  async run<T>(author: Author, work: (unit: Unit) => Promise<T>): Promise<T> {
    if (this.running?.getStore()) throw new Error('A unit of work was begun inside another one.');
    try {
      return await (this.connections.engine === 'sqlite'
        ? this.inTurn(() => this.once(author, work))
        : this.untilOrdered(() => this.once(author, work)));
    } catch (error) {
      if (isMissingReference(error)) throw new ChoiceGone();
      throw isDuplicate(error) ? new ExistsAlready() : error;
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(work);
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  private async untilOrdered<T>(work: () => Promise<T>): Promise<T> {
    let duplicates = 0;
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        // Two acts that looked for a row in vain and then made it: the second finds it when it is run again.
        const made = isDuplicate(error) && ++duplicates <= mostDuplicates;
        if (tries === mostTries || !(made || couldNotBeOrdered(error))) throw error;
        await wait(Math.random() * Math.min(longestWaitMs, 2 ** tries));
      }
    }
  }

  private async once<T>(author: Author, work: (unit: Unit) => Promise<T>): Promise<T> {
    const runner = this.connections.writer.createQueryRunner();
    const at = this.clock.now();
    const unit = new Unit(
      runner.manager,
      author,
      at,
      () => this.keys.next(at),
      (act, within) => this.listeners.tell(act, within),
    );
    try {
      await this.begin(runner);
      const result = await (this.running ? this.running.run(unit, () => work(unit)) : work(unit));
      await this.listeners.tellAll(unit.acts, unit);
      await this.end(runner, 'COMMIT');
      return result;
    } catch (error) {
      await this.takeBack(runner, error);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async begin(runner: QueryRunner): Promise<void> {
    // IMMEDIATE, so that a second process waits its turn here and not in the middle of an act.
    await runner.query(
      this.connections.engine === 'sqlite' ? 'BEGIN IMMEDIATE' : 'BEGIN ISOLATION LEVEL SERIALIZABLE',
    );
    // Told to TypeORM, so that `save` does not begin a transaction of its own.
    Object.assign(runner, { isTransactionActive: true });
  }

  /** A rollback fails where the transaction is gone with its connection, or with the disk: why it came to that is told first. */
  private async takeBack(runner: QueryRunner, why: unknown): Promise<void> {
    if (!runner.isTransactionActive) return;
    try {
      await this.end(runner, 'ROLLBACK');
    } catch (failed) {
      Object.assign(runner, { isTransactionActive: false });
      this.log.error(why);
      this.log.warn(`What was begun is gone without a rollback: ${String(failed)}`);
    }
  }

  private async end(runner: QueryRunner, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    await runner.query(how);
    Object.assign(runner, { isTransactionActive: false });
  }
}

function couldNotBeOrdered(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: string };
  return code === serializationFailure || code === deadlockDetected;
}

/** Whether an error says that a row refers to one that does not exist. */
function isMissingReference(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code, message } = error.driverError as { code?: string; message: string };
  return code === '23503' || /FOREIGN KEY constraint failed/.test(message);
}

/** Whether an error says that a unique index already holds such a row. */
export function isDuplicate(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code, message } = error.driverError as { code?: string; message: string };
  return code === '23505' || /UNIQUE constraint failed/.test(message);
}
