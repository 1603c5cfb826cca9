import { limits, UnreadableTable } from './table.js';

/** Watches the lines of one file as they are read, and refuses it at the first that is too much. */
export class LineLimits {
  private characters = 0;

  /** @throws UnreadableTable */
  check(cells: readonly string[], line: number): void {
    if (cells.length > limits.columns)
      throw new UnreadableTable('too-many-columns', { line, most: limits.columns });
    for (const cell of cells) {
      if (cell.length > limits.cell) throw new UnreadableTable('cell-too-long', { line, most: limits.cell });
      this.characters += cell.length;
    }
    if (this.characters > limits.characters)
      throw new UnreadableTable('file-too-large-inside', { most: limits.unpackedMegabytes });
  }
}
