import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type Effort, solve } from './solve.js';
import type { Problem } from '../problem/problem.js';

/** What a worker is given: the problem, how long to look, and a cell that becomes 1 when it should stop. */
export interface Work {
  readonly problem: Problem;
  readonly effort: Effort;
  readonly stop: SharedArrayBuffer;
}

const { problem, effort, stop } = workerData as Work;
// Pages come first. On Linux a thread has a priority of its own; elsewhere this would slow the pages too.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

const cell = new Int32Array(stop);
try {
  const found = await solve(problem, effort, {
    tell: (progress) => parentPort!.postMessage({ progress }),
    stopped: () => Atomics.load(cell, 0) === 1,
  });
  parentPort!.postMessage({ found });
} catch (error) {
  parentPort!.postMessage({ fault: error });
}
