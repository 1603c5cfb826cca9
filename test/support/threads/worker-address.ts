/** Vitest reads TypeScript for the tests themselves, but not for threads: these run what was built. */
export const workerAddress = new URL('../../../dist/rostering/solver/solver.worker.js', import.meta.url);
