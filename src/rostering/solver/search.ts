import { Worker } from 'node:worker_threads';
import type { Problem } from '../problem/problem.js';
import { workerAddress } from './worker-address.js';
import type { Work } from './solver.worker.js';
import type { Effort, Found, Progress } from './solve.js';

/** A search that is under way beside everything else. */
export interface Search {
  /** Settles when the search has ended by itself, out of time or stopped; rejects when it broke down. */
  readonly found: Promise<Found>;
  /** Asks it to end with the best it has. */
  stop(): void;
}

type Message = { readonly progress: Progress } | { readonly found: Found } | { readonly fault: unknown };

/** Starts to solve a problem in a thread of its own: pages go on being answered. */
export function startSearch(problem: Problem, effort: Effort, tell: (progress: Progress) => void): Search {
  const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const work: Work = { problem, effort, stop };
  const worker = new Worker(workerAddress, { workerData: work });
  const found = new Promise<Found>((resolve, reject) => {
    let outcome: Found | undefined;
    let fault: unknown;
    worker.on('message', (message: Message) => {
      if ('progress' in message) tell(message.progress);
      else if ('found' in message) outcome = message.found;
      else fault = message.fault;
    });
    worker.on('error', (error) => (fault = error));
    // Only when the thread is gone is its memory free for the next search.
    worker.on('exit', (code) => {
      if (outcome) resolve(outcome);
      else reject(fault instanceof Error ? fault : new Error(`The search ended without a roster (${code}).`));
    });
  });
  return { found, stop: () => void Atomics.store(new Int32Array(stop), 0, 1) };
}
