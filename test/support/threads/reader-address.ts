/** Like the solver's thread: what was built. */
export const readerAddress = new URL('../../../dist/imports/table.worker.js', import.meta.url);
