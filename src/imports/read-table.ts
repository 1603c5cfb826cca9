import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import type { Reply, Work } from './table.worker.js';
import type { Wanted } from './table-of.js';
import { limits, type Table, UnreadableTable } from './table.js';
import { readerAddress } from './reader-address.js';

/** Files that wait for their turn; more than that is a flood. */
const mostWaiting = 20;
const megabytes = 768;

const log = new Logger('Files');
let waiting = 0;
let lastTurn: Promise<unknown> = Promise.resolve();

/**
 * Reads a file as a table, in a thread of its own with limits on memory and time: whatever is in the file, the server
 * goes on answering. Files are read one after another.
 * @throws UnreadableTable
 */
export async function readTable(content: Buffer, wanted: Wanted = {}): Promise<Table> {
  if (waiting >= mostWaiting) throw new UnreadableTable('readers-busy');
  waiting += 1;
  const turn = lastTurn.then(() => inThread({ content, wanted })).finally(() => (waiting -= 1));
  lastTurn = turn.catch(() => undefined);
  return turn;
}

function inThread(work: Work): Promise<Table> {
  const thread = new Worker(readerAddress, {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  return new Promise<Table>((resolve, reject) => {
    const patience = setTimeout(
      () => reject(new UnreadableTable('file-takes-too-long', { seconds: limits.seconds })),
      limits.seconds * 1000,
    );
    thread.once('message', (reply: Reply) =>
      'table' in reply ? resolve(reply.table) : reject(new UnreadableTable(reply.fault, reply.values)),
    );
    thread.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        return reject(new UnreadableTable('file-too-large-inside', { most: limits.unpackedMegabytes }));
      // A fault of the reader's own, met on this file: whoever sent it hears that it can't be read.
      log.error(error);
      reject(new UnreadableTable('unreadable-file'));
    });
    thread.once('exit', () => {
      clearTimeout(patience);
      reject(new UnreadableTable('unreadable-file'));
    });
  }).finally(() => void thread.terminate());
}
