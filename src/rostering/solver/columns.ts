/** A column and its value in a row. */
export type Entry = readonly [column: number, value: number];

/** A linear model being written: columns with cost and bounds, rows with bounds, minimised. */
export class Columns {
  readonly cost: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly integer: number[] = [];
  readonly rowLower: number[] = [];
  readonly rowUpper: number[] = [];
  readonly starts: number[] = [0];
  readonly indices: number[] = [];
  readonly values: number[] = [];
  offset = 0;

  /** @returns the new column's index */
  column(cost: number, upper: number, whole = false): number {
    this.lower.push(0);
    this.upper.push(upper);
    this.integer.push(whole ? 1 : 0);
    return this.cost.push(cost) - 1;
  }

  /** lower ≤ Σ value · column ≤ upper */
  row(lower: number, upper: number, entries: readonly Entry[]): void {
    for (const [column, value] of entries) {
      this.indices.push(column);
      this.values.push(value);
    }
    this.starts.push(this.indices.length);
    this.rowUpper.push(upper);
    this.rowLower.push(lower);
  }
}
