import { Refusal, type Values } from '../web/domain/refusal.js';

/** A table as somebody's file holds it: headings, then rows of texts. */
export interface Table {
  readonly headings: string[];
  readonly rows: string[][];
  /** The number of each row in its file, blank lines counted; of a file that was read long ago they begin at 2. */
  readonly lines?: readonly number[];
  /** What was passed over or decided while reading, to be told. */
  readonly notes?: readonly TableNote[];
  /** Cells, by row and column from 0, that were numbers of more digits than a spreadsheet keeps. */
  readonly shortened?: readonly (readonly [number, number])[];
}

/** By the key of a sentence. */
export interface TableNote {
  readonly key: 'encoding' | 'encoding-doubtful' | 'titles-passed' | 'sheets-passed';
  readonly values: Values;
}

/** What one file may hold, whatever is behind it: a slip, a full register, or somebody who means harm. */
export const limits = {
  rows: 50_000,
  columns: 200,
  /** Characters in one cell: what Excel itself allows. */
  cell: 32_767,
  /** Characters in all cells together. */
  characters: 30_000_000,
  unpackedMegabytes: 100,
  seconds: 30,
} as const;

/** Why a file is not read. The codes are also how the reading thread says it. */
export const tableFaults = [
  'unreadable-file',
  'broken-encoding',
  'old-excel',
  'web-page',
  'wrong-quote',
  'several-sheets',
  'too-many-rows',
  'too-many-columns',
  'cell-too-long',
  'file-too-large-inside',
  'file-takes-too-long',
  'readers-busy',
] as const;
export type TableFault = (typeof tableFaults)[number];

/** A file that can't be read as a table, or is more than we take. */
export class UnreadableTable extends Refusal {
  override readonly kind = 'invalid';
  override readonly field = 'file';

  constructor(
    readonly code: TableFault,
    values: Values = {},
  ) {
    super(values);
  }
}
