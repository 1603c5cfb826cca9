import { parentPort, workerData } from 'node:worker_threads';
import type { Values } from '../web/domain/refusal.js';
import { type Table, type TableFault, UnreadableTable } from './table.js';
import { tableOf } from './table-of.js';

/** What the reading thread answers. */
export type Reply = { readonly table: Table } | { readonly fault: TableFault; readonly values: Values };

function reply(): Reply {
  try {
    return { table: tableOf(workerData as Uint8Array) };
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    return { fault: error.code, values: error.values };
  }
}

parentPort?.postMessage(reply());
