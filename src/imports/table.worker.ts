import { parentPort, workerData } from 'node:worker_threads';
import type { Values } from '../web/domain/refusal.js';
import { type Table, type TableFault, UnreadableTable } from './table.js';
import { tableOf, type Wanted } from './table-of.js';

/** What the reading thread is given. */
export interface Work {
  readonly content: Uint8Array;
  readonly wanted: Wanted;
}

/** What the reading thread answers. */
export type Reply = { readonly table: Table } | { readonly fault: TableFault; readonly values: Values };

function reply(): Reply {
  try {
    const { content, wanted } = workerData as Work;
    return { table: tableOf(content, wanted) };
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    return { fault: error.code, values: error.values };
  }
}

parentPort?.postMessage(reply());
