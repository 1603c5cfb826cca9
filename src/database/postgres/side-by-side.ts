import { setTimeout as wait } from 'node:timers/promises';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, QueryRunner } from 'typeorm';
import type { ActName } from '../act.js';
import { couldNotBeOrdered, isDuplicate } from '../driver-errors.js';
import { begin, commit, type Isolation, takeBack, Transactions } from '../transactions.js';
import type { Ear } from './ear.js';

const mostTries = 40;
const mostDuplicates = 5;
const longestWaitMs = 200;

const begins: Record<Isolation, string> = {
  serializable: 'BEGIN ISOLATION LEVEL SERIALIZABLE',
  holding: 'BEGIN ISOLATION LEVEL READ COMMITTED',
};

/** PostgreSQL's transactions: each on a connection of its own, and again where the database could not order it. */
export class SideBySide extends Transactions implements OnApplicationShutdown {
  private readonly log = new Logger(SideBySide.name);

  constructor(
    private readonly writer: DataSource,
    private readonly ear: Ear,
  ) {
    super();
  }

  async announce(runner: QueryRunner, names: readonly ActName[]): Promise<void> {
    await runner.query(...this.ear.telling(names));
  }

  onApplicationShutdown(): Promise<void> {
    return this.ear.close();
  }

  async run<T>(isolation: Isolation, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    let duplicates = 0;
    for (let tries = 1; ; tries++) {
      try {
        return await this.once(isolation, work);
      } catch (error) {
        // Two acts that looked for a row in vain and then made it: the second finds it when it is run again.
        const made = isDuplicate(error) && ++duplicates <= mostDuplicates;
        if (tries === mostTries || !(made || couldNotBeOrdered(error))) throw error;
        await wait(Math.random() * Math.min(longestWaitMs, 2 ** tries));
      }
    }
  }

  private async once<T>(isolation: Isolation, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = this.writer.createQueryRunner();
    try {
      await begin(runner, begins[isolation]);
      const result = await work(runner);
      await commit(runner);
      return result;
    } catch (error) {
      await takeBack(runner, error, this.log);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
