import type { Logger } from '@nestjs/common';

/**
 * Does some work for each, one after another; one that fails is logged and keeps no other from its turn.
 * @returns for how many it was done
 */
export async function oneByOne<T>(
  items: readonly T[],
  log: Logger,
  work: (item: T) => Promise<unknown>,
): Promise<number> {
  let done = 0;
  for (const item of items)
    try {
      await work(item);
      done += 1;
    } catch (error) {
      log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  return done;
}
