import { SetMetadata } from '@nestjs/common';

/** What is done again and again while the program serves. */
export interface RoundFacts {
  /** Stable: it names the round's lease. */
  readonly name: string;
  /** The pause from the end of one round to the beginning of the next. */
  readonly everySeconds: number;
  /** Whether each process goes round, as for what it holds in memory; otherwise one process does, for all. */
  readonly inEveryProcess?: boolean;
}

export const roundKey = Symbol('round');

/** Has a method called again and again, without arguments, on a clock of its own: no round waits for another. */
export const Round = (facts: RoundFacts) => SetMetadata(roundKey, facts);
