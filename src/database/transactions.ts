import type { Logger } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import type { ActName } from './act.js';

/** What an act relies on: the database orders it among all others, or it holds itself what it decides by. */
export type Isolation = 'serializable' | 'holding';

/** How an engine lets acts happen whole or not at all. */
export abstract class Transactions {
  /** Runs some work in a transaction, again where the engine must; answers when it is committed. */
  abstract run<T>(isolation: Isolation, work: (runner: QueryRunner) => Promise<T>): Promise<T>;

  /** Has other processes told of some acts, if the transaction is committed. */
  abstract announce(runner: QueryRunner, names: readonly ActName[]): Promise<void>;
}

export async function begin(runner: QueryRunner, how: string): Promise<void> {
  await runner.query(how);
  setActive(runner, true);
}

export async function commit(runner: QueryRunner): Promise<void> {
  await runner.query('COMMIT');
  setActive(runner, false);
}

/**
 * Takes back what was begun. That fails where the transaction is gone with its connection, or with the disk's room: why
 * it came to that is told first.
 */
export async function takeBack(runner: QueryRunner, why: unknown, log: Logger): Promise<void> {
  if (!runner.isTransactionActive) return;
  try {
    await runner.query('ROLLBACK');
  } catch (failed) {
    log.error(why);
    log.warn(`What was begun is gone without a rollback: ${String(failed)}`);
  }
  setActive(runner, false);
}

/** Tells TypeORM, so that `save` does not begin a transaction of its own. */
const setActive = (runner: QueryRunner, isTransactionActive: boolean) =>
  Object.assign(runner, { isTransactionActive });
