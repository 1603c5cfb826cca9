import { createHash } from 'node:crypto';
import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn, ReferenceColumn } from '../database/columns.js';
import { type ChosenColumns, headingFolded, rejectedHeadings } from './domain/columns.js';

const isOfFile = (heading: string) => !rejectedHeadings.has(heading);

/** What somebody has said of a file's columns, kept for the next file with the same headings: that of the same sender. */
@Entity('known_headings')
export class KnownHeadings {
  /** What the file is and whose: a kind of register with who sends it, or a delivery with its outlet. */
  @PrimaryColumn('text')
  of: string;

  /** Stands for its headings, in whatever order. */
  @PrimaryColumn('text')
  mark: string;

  @JsonColumn()
  chosen: ChosenColumns;

  @InstantColumn()
  saidAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  saidBy: string | null;
}

/** What stands for the headings of a file; rejected rows that come back mended are the same file. */
export const markOf = (headings: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(headings.map(headingFolded).filter(isOfFile).sort()))
    .digest('hex')
    .slice(0, 32);
