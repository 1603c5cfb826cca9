import { AsyncLocalStorage } from 'node:async_hooks';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, QueryRunner } from 'typeorm';
import { isBusy } from '../driver-errors.js';
import { DatabaseBusy } from '../refusals.js';
import { begin, commit, type Isolation, takeBack, Transactions } from '../transactions.js';
import type { OtherPrograms } from './other-programs.js';

/** Units of work in one commit, and for how long it may gather them. */
const mostTogether = 25;
const longestMs = 60;

/** For how long another program may hold the file before whoever waits is told so. */
const longestBusyMs = 60_000;

interface Waiting {
  readonly work: (runner: QueryRunner) => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What came of a unit, held back until its group is committed: a refusal may hang on what others of the group did. */
type Outcome = { readonly result: unknown } | { readonly error: unknown };

/** The transaction of a whole group is gone: a disk that is full within one savepoint takes all of them back. */
class GroupGone extends Error {
  constructor(readonly why: unknown) {
    super('The transaction is gone.');
  }
}

/**
 * SQLite's transactions. One connection writes, and units of work take turns on it; those that wait together share one
 * commit, each in a savepoint of its own, so that one wait for the disk serves them all. Nobody is answered before it.
 */
export class GroupCommit extends Transactions implements OnApplicationShutdown {
  private readonly log = new Logger(GroupCommit.name);
  private readonly runner: QueryRunner;
  private readonly waiting: Waiting[] = [];
  private isServing = false;

  constructor(
    writer: DataSource,
    private readonly others: OtherPrograms,
  ) {
    super();
    // The driver has one, whoever asks for it.
    this.runner = writer.createQueryRunner();
  }

  /** Whatever the isolation: units that take turns need none. */
  run<T>(_isolation: Isolation, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      // It runs in the turn of whoever came first, and still in the context of whoever asked.
      const bound = AsyncLocalStorage.bind(work);
      this.waiting.push({ work: bound, resolve: resolve as (result: unknown) => void, reject });
      if (!this.isServing) void this.serve();
    });
  }

  /** There is one process: another is noticed when it has written. */
  async announce(): Promise<void> {}

  onApplicationShutdown(): void {
    this.others.close();
  }

  private async serve(): Promise<void> {
    this.isServing = true;
    while (this.waiting.length > 0) await this.serveGroup();
    this.isServing = false;
  }

  /** Never throws: whatever happens is told to those who wait. */
  private async serveGroup(): Promise<void> {
    const group: Waiting[] = [];
    const outcomes: Outcome[] = [];
    try {
      await this.begin();
      const until = performance.now() + longestMs;
      do {
        group.push(this.waiting.shift()!);
        outcomes.push(await this.inSavepoint(group.at(-1)!));
      } while (this.waiting.length > 0 && group.length < mostTogether && performance.now() < until);
      await commit(this.runner);
    } catch (error) {
      const why = error instanceof GroupGone ? error.why : error;
      await takeBack(this.runner, why, this.log);
      // It never began, and nobody who waited with it need wait as long again.
      if (group.length === 0) return this.waiting.splice(0).forEach(({ reject }) => reject(why));
      if (group.length === 1) return group[0]!.reject(why);
      this.log.error(why);
      this.log.warn(`A commit of ${group.length} units of work failed: each is run again alone.`);
      for (const one of group) settle(one, await this.alone(one));
      return;
    }
    group.forEach((one, index) => settle(one, outcomes[index]!));
  }

  private async inSavepoint({ work }: Waiting): Promise<Outcome> {
    const outcome = await this.outcomeOf(async () => {
      await this.runner.query('SAVEPOINT unit');
      return work(this.runner);
    });
    try {
      if ('error' in outcome) await this.runner.query('ROLLBACK TO unit');
      await this.runner.query('RELEASE unit');
    } catch (failed) {
      throw new GroupGone('error' in outcome ? outcome.error : failed);
    }
    return outcome;
  }

  private async alone({ work }: Waiting): Promise<Outcome> {
    return this.outcomeOf(async () => {
      await this.begin();
      try {
        const result = await work(this.runner);
        await commit(this.runner);
        return result;
      } catch (error) {
        await takeBack(this.runner, error, this.log);
        throw error;
      }
    });
  }

  private async outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
    try {
      return { result: await work() };
    } catch (error) {
      return { error };
    }
  }

  /**
   * IMMEDIATE, so that another program is waited for here and not in the middle of an act. SQLite itself waits a little
   * each time, and longer the longer it has waited: asked anew, it looks sooner whether the file is free.
   * @throws DatabaseBusy
   */
  private async begin(): Promise<void> {
    const until = performance.now() + longestBusyMs;
    for (;;) {
      try {
        await begin(this.runner, 'BEGIN IMMEDIATE');
        return await this.others.look();
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (performance.now() > until) throw new DatabaseBusy();
      }
    }
  }
}

function settle({ resolve, reject }: Waiting, outcome: Outcome): void {
  if ('error' in outcome) reject(outcome.error);
  else resolve(outcome.result);
}
