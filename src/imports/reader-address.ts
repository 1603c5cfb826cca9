/** Where the thread that reads files begins. */
export const readerAddress = new URL('./table.worker.js', import.meta.url);
