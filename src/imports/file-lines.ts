import type { TableNote } from './table.js';

/** A line of a file, by its number there; the first is 1, and blank ones count. */
export interface FileLine {
  readonly number: number;
  readonly cells: readonly string[];
  /** Cells that were numbers too long for a spreadsheet: their last digits are gone. */
  readonly shortened?: readonly number[];
}

/** A sheet of a workbook, or a whole text file. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly lines: readonly FileLine[];
  readonly notes: readonly TableNote[];
}
