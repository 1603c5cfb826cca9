/** Where the solver's thread begins. */
export const workerAddress = new URL('./solver.worker.js', import.meta.url);
