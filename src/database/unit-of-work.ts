import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import { Clock } from '../config/clock.js';
import { Settings } from '../config/settings.js';
import { ActListeners } from './act-listeners.js';
import { ActNews } from './act-news.js';
import type { ActName, Author } from './act.js';
import { isDuplicate, isMissingReference } from './driver-errors.js';
import { Keys } from './keys.js';
import { ChoiceGone, ExistsAlready } from './refusals.js';
import { type Isolation, Transactions } from './transactions.js';
import { Unit } from './unit.js';

/**
 * Runs acts so that each happens whole or not at all, as if one after another.
 *
 * On SQLite there is one writing connection, and acts take turns on it. On PostgreSQL they run side by side: as
 * serializable transactions, of which one that the database could not order is run again, or, where an act is run often
 * and at many places at once, holding what it decides by. So an act must do nothing outside its unit that can't be done
 * twice; the same where several share a commit that fails.
 */
@Injectable()
export class UnitOfWork {
  /** Finds a unit begun inside another one: a slip of the pen, looked for outside production, for it costs every promise. */
  private readonly running?: AsyncLocalStorage<Unit>;

  constructor(
    private readonly transactions: Transactions,
    private readonly listeners: ActListeners,
    private readonly news: ActNews,
    private readonly clock: Clock,
    private readonly keys: Keys,
    settings: Settings,
  ) {
    if (!settings.production) this.running = new AsyncLocalStorage();
  }

  /** @throws ChoiceGone @throws ExistsAlready where what the database refuses was not foreseen by the work itself */
  run<T>(author: Author, work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.inTransaction(author, work, 'serializable');
  }

  /**
   * The same for an act that many do at once. What it decides by it must hold (`unit.hold`, or rows read with
   * `unit.lock`) before it reads it: docs/invariants.md.
   * @throws ChoiceGone @throws ExistsAlready
   */
  runHolding<T>(author: Author, work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.inTransaction(author, work, 'holding');
  }

  private async inTransaction<T>(
    author: Author,
    work: (unit: Unit) => Promise<T>,
    isolation: Isolation,
  ): Promise<T> {
    if (this.running?.getStore()) throw new Error('A unit of work was begun inside another one.');
    try {
      const { result, heard } = await this.transactions.run(isolation, (runner) =>
        this.within(runner, author, work, isolation),
      );
      this.news.happened(heard);
      return result;
    } catch (error) {
      if (isMissingReference(error)) throw new ChoiceGone();
      throw isDuplicate(error) ? new ExistsAlready() : error;
    }
  }

  private async within<T>(
    runner: QueryRunner,
    author: Author,
    work: (unit: Unit) => Promise<T>,
    isolation: Isolation,
  ): Promise<{ result: T; heard: readonly ActName[] }> {
    const at = this.clock.now();
    const unit = new Unit(runner.manager, author, at, isolation, {
      newKey: () => this.keys.next(at),
      tell: (act, within) => this.listeners.tell(act, within),
      strict: this.running !== undefined,
    });
    const result = await (this.running ? this.running.run(unit, () => work(unit)) : work(unit));
    await this.listeners.tellAll(unit.acts, unit);
    await unit.figures.write(runner.manager);
    const heard = this.news.wanted(unit.acts);
    if (heard.length > 0) await this.transactions.announce(runner, heard);
    return { result, heard };
  }
}
