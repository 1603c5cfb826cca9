import { type CellObject, type DenseWorkSheet, type Range, read, type WorkBook } from '@e965/xlsx';
import type { FileLine, Sheet } from './file-lines.js';
import { unguarded } from '../values/formula.js';
import { LineLimits } from './line-limits.js';
import { limits, UnreadableTable } from './table.js';
import { unpackedSafely } from './unpacked-safely.js';

/** The sheets of an XLSX file in their order, each with its lines. @throws UnreadableTable */
export function sheetsOf(content: Uint8Array): Sheet[] {
  const { SheetNames, Sheets, Workbook } = bookOf(unpackedSafely(content));
  const within = new LineLimits();
  return SheetNames.map((name, index) => {
    const sheet = Sheets[name] as DenseWorkSheet | undefined;
    const isHidden = (Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    return { name, isHidden, lines: linesOf(sheet, within), notes: [] };
  });
}

function bookOf(archive: Uint8Array): WorkBook {
  try {
    return read(archive, {
      type: 'array',
      dense: true,
      cellDates: true,
      cellNF: true,
      UTC: true,
      cellFormula: false,
      cellHTML: false,
    });
  } catch {
    throw new UnreadableTable('unreadable-file');
  }
}

function linesOf(sheet: DenseWorkSheet | undefined, within: LineLimits): FileLine[] {
  const lines: FileLine[] = [];
  const grid = sheet?.['!data'] ?? [];
  spread(sheet, grid);
  // A sheet may begin far below: rows that are not there are passed over.
  grid.forEach((row, index) => {
    if (row.length === 0) return;
    const length = Math.min(row.length, limits.columns + 1);
    const cells = Array.from({ length }, (_, i) => textOf(row[i]));
    const shortened = cells.flatMap((_, i) => (isTooLong(row[i]) ? [i] : []));
    within.check(cells, index + 1);
    lines.push({ number: index + 1, cells, ...(shortened.length > 0 && { shortened }) });
  });
  return lines;
}

/** What is merged over several rows is said of each of them; a figure is not, for it may be their sum. */
function spread(sheet: DenseWorkSheet | undefined, grid: CellObject[][]): void {
  for (const { s: first, e: last } of (sheet?.['!merges'] ?? []) as readonly Range[]) {
    const cell = grid[first.r]?.[first.c];
    if (!cell || typeof cell.v === 'number' || first.c !== last.c || last.r - first.r > limits.rows) continue;
    for (let r = first.r + 1; r <= last.r; r++) if (grid[r]) grid[r]![first.c] = cell;
  }
}

/** A spreadsheet keeps fifteen digits of a number; a code that is longer is no longer the code. */
const isTooLong = (cell: CellObject | undefined): boolean =>
  typeof cell?.v === 'number' && cell.t === 'n' && Math.abs(cell.v) >= 1e15;

/**
 * What a cell says: a number with all its digits, a share as `5%`, a day as YYYY-MM-DD, a time of a day behind it, a fault
 * such as `#N/A` as it is shown.
 */
function textOf(cell: CellObject | undefined): string {
  if (!cell || cell.v === undefined) return '';
  if (cell.v instanceof Date) return momentOf(cell.v);
  if (cell.t === 'e') return cell.w ?? '';
  // A file of ours that a spreadsheet program has read and saved keeps the apostrophes that guarded its texts.
  if (typeof cell.v !== 'number') return unguarded(String(cell.v));
  const isShare = typeof cell.z === 'string' && cell.z.includes('%');
  return isShare ? `${exact(cell.v * 100)}%` : String(exact(cell.v));
}

/** Without what binary fractions add behind the fifteenth digit. */
const exact = (number: number) => Number(number.toPrecision(15));

/** The clock of whoever wrote it: a cell has no time zone, and none is added. */
function momentOf(at: Date): string {
  const [day, time] = new Date(Math.round(at.getTime() / 1000) * 1000)
    .toISOString()
    .slice(0, 19)
    .split('T') as [string, string];
  if (day < '1900-01-02') return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
}
