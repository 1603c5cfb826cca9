import { type CellObject, type DenseWorkSheet, read } from '@e965/xlsx';
import { LineLimits } from './line-limits.js';
import { limits, UnreadableTable } from './table.js';
import { unpackedSafely } from './unpacked-safely.js';

/** The lines of the first sheet of an XLSX file, each as its cells. @throws UnreadableTable */
export function sheetLines(content: Uint8Array): string[][] {
  const rows = firstSheet(unpackedSafely(content));
  const within = new LineLimits();
  const lines: string[][] = [];
  // A sheet may begin far below: rows that are not there are passed over.
  rows.forEach((row, index) => {
    if (row.length === 0) return;
    const cells = Array.from({ length: Math.min(row.length, limits.columns + 1) }, (_, i) => textOf(row[i]));
    within.check(cells, index + 1);
    lines.push(cells);
  });
  return lines;
}

function firstSheet(archive: Uint8Array): CellObject[][] {
  try {
    const { SheetNames, Sheets } = read(archive, {
      type: 'array',
      dense: true,
      cellDates: true,
      UTC: true,
      cellFormula: false,
      cellHTML: false,
    });
    return (Sheets[SheetNames[0] ?? ''] as DenseWorkSheet | undefined)?.['!data'] ?? [];
  } catch {
    throw new UnreadableTable('unreadable-file');
  }
}

/** What a cell says: a number with all its digits, a date as YYYY-MM-DD, a fault such as `#N/A` as it is shown. */
function textOf(cell: CellObject | undefined): string {
  if (!cell || cell.v === undefined) return '';
  if (cell.v instanceof Date) return cell.v.toISOString().replace(/T00:00:00[.]000Z$/, '');
  return cell.t === 'e' ? (cell.w ?? '') : String(cell.v);
}
