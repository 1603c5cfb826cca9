import type { EntityManager } from 'typeorm';
import type { Unit } from '../database/unit.js';
import type { Reach } from '../staff/actor.js';
import type { Line } from './domain/changeset.js';
import type { ImportedRegister } from './imported-register.js';
import type { KnownColumns } from './domain/columns.js';
import type { RowSource } from './domain/rows.js';

/** A file's lines beside what the register holds. */
export interface Compared {
  readonly lines: Line[];
  /** Fields that every row needs, and of which the file has no column. */
  readonly missing: readonly string[];
  /** Districts that applying would add. */
  readonly newDistricts?: readonly string[];
  /** Beginnings of names that many rows share: probably chains. */
  readonly chainSuggestions?: readonly {
    readonly pattern: string;
    readonly outlets: number;
    readonly examples: readonly string[];
  }[];
}

/** A record that a line added. */
export interface Added {
  readonly register: string;
  readonly key: string;
}

/** Writes one line. @returns what it added, in the order of writing; the record that it changed is the line's own */
export type WriteLine = (line: Line) => Promise<readonly Added[]>;

/** A register that files are imported into. */
export interface ImportTarget {
  /** Whether it holds everywhere, so that only people of the whole network import into it. */
  readonly ofNetwork?: true;
  /** What its lines write to: first the register itself, then what they may add besides. */
  readonly registers: readonly [ImportedRegister, ...ImportedRegister[]];
  /** The headings by which its files' columns are known. */
  readonly columns: KnownColumns;
  /** Compares a file's table with what the register holds. */
  compare(table: RowSource, manager: EntityManager, reach: Reach): Promise<Compared>;
  /** Makes what applies lines, one after another, within a unit of work. */
  writer(unit: Unit): Promise<WriteLine>;
}
