import { setTimeout as wait } from 'node:timers/promises';

/** How long one unit of work of an import writes: counters wait for it. */
const batchMs = 10;
/** A process that does not come back within this has died, and another goes on. */
const leaseMs = 30_000;

/** Until when nobody else goes on with an import. */
export const leaseFrom = (at: Date): Date => new Date(at.getTime() + leaseMs);

/** Does some of the work, at least one, as long as a unit of work may take. @returns what each came to, in order */
export async function someOf<T, Done>(
  items: readonly T[],
  work: (item: T) => Promise<Done>,
): Promise<Done[]> {
  const until = performance.now() + batchMs;
  const done: Done[] = [];
  for (const item of items) {
    if (done.length > 0 && performance.now() >= until) break;
    done.push(await work(item));
  }
  return done;
}

/** Goes on as long as there is more, with a pause as long as each turn took: whoever waits, also elsewhere, comes between. */
export async function inTurns(turn: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const began = performance.now();
    if (!(await turn())) return;
    await wait(performance.now() - began);
  }
}
