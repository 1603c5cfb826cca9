import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Vitest reads TypeScript for the tests themselves, but not for the threads that the program starts.
if (!isMainThread) register('./typescript.mjs', import.meta.url);
