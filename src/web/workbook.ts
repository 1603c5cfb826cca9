import writeXlsx from 'write-excel-file/node';
import { guarded, unguarded } from '../values/formula.js';

/** A sheet to be written: numbers stay numbers, texts stay texts, whatever they begin with. */
export interface Sheet {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly Row[];
  /** Whether its texts stay texts also when somebody changes them: 0123 loses no zero. */
  readonly mended?: boolean;
  /** The last row, bold as the headings are. */
  readonly total?: Row;
}

type Row = readonly (string | number)[];

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const widestColumn = 40;
const longestSheetName = 31;

/** Writes sheets as an XLSX file, their headings bold and in sight while scrolling. */
export function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeXlsx(
    sheets.map(({ name, headings, rows, mended, total }) => ({
      sheet: sheetName(name),
      stickyRowsCount: 1,
      columns: headings.map((heading, column) => ({ width: widthOf(heading, rows, column) })),
      data: [
        bold(headings),
        ...rows.map((row) => (mended ? textsOf(row) : cellsOf(row))),
        ...(total ? [bold(total)] : []),
      ],
    })),
  ).toBuffer();
}

const cellsOf = (row: Row) => row.map((value) => (value === '' ? null : storable(value)));

/**
 * write-excel-file 4.1 looks texts up among the properties of a plain object: `constructor` alone makes a file that nothing
 * opens. With a blank behind it is another property and the same text.
 */
const storable = (value: string | number) =>
  typeof value === 'string' && value in Object.prototype ? `${value} ` : value;

/** `@` is the format of a text. What a reader would take for a guard in front of it gets one more. */
const textsOf = (row: Row) =>
  cellsOf(row).map((value) => {
    if (typeof value !== 'string') return value;
    const text = unguarded(value) === value ? value : guarded(value);
    return { value: text, type: String, format: '@' };
  });

const bold = (row: Row) =>
  cellsOf(row).map((value) => (value === null ? null : { value, fontWeight: 'bold' as const }));

/** Excel opens no file with one of these characters in a sheet's name, or with a longer name. */
const sheetName = (name: string): string => name.replace(/[[\]/\\:*?]/g, ' ').slice(0, longestSheetName);

function widthOf(heading: string, rows: readonly Row[], column: number): number {
  let longest = lengthOf(heading);
  for (const row of rows) longest = Math.max(longest, lengthOf(String(row[column] ?? '')));
  return Math.min(widestColumn, longest + 2);
}

/** Chinese characters are twice as wide. */
const lengthOf = (text: string) => text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0);
