/** The warnings about medicines that whoever gave them overrode, by their keys, and why. */
export interface Overridden {
  readonly warnings: readonly string[];
  readonly reason: string;
}
