import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { Refusal } from '../web/domain/refusal.js';

/** A table as somebody's file holds it: headings, then rows of texts. */
export interface Table {
  readonly headings: string[];
  readonly rows: string[][];
}

const mostRows = 50_000;

/** The file is not a table that we can read. */
export class UnreadableFile extends Refusal {
  readonly code = 'unreadable-file';
  override readonly kind = 'invalid';
  override readonly field = 'file';
}

/** The table has more rows than one import takes. */
export class TooManyRows extends Refusal {
  readonly code = 'too-many-rows';
  override readonly kind = 'invalid';
  override readonly field = 'file';
}

/**
 * Reads a CSV (UTF-8, UTF-16 or GB18030; commas or tabs) or XLSX file (its first sheet).
 * @throws UnreadableFile @throws TooManyRows
 */
export async function readTable(content: Buffer): Promise<Table> {
  const lines = isZip(content) ? await sheetLines(content) : csvLines(decoded(content));
  const [headings, ...rows] = lines.filter((line) => line.some((cell) => cell.trim() !== ''));
  if (!headings) throw new UnreadableFile();
  if (rows.length > mostRows) throw new TooManyRows({ most: mostRows });
  return { headings: headings.map((heading) => heading.trim()), rows };
}

const isZip = (content: Buffer) => content.subarray(0, 2).toString('latin1') === 'PK';

/** Windows writes Chinese CSV in GB18030 unless told otherwise; valid UTF-8 is hardly ever that by chance. */
function decoded(content: Buffer): string {
  const mark = content.subarray(0, 2).toString('hex');
  const encodings = mark === 'fffe' ? ['utf-16le'] : mark === 'feff' ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content);
    } catch {
      continue;
    }
  }
  throw new UnreadableFile();
}

function csvLines(text: string): string[][] {
  if (text.includes('\0')) throw new UnreadableFile();
  try {
    return parse(text, { bom: true, delimiter: [',', '\t'], relaxColumnCount: true, skipEmptyLines: true });
  } catch {
    throw new UnreadableFile();
  }
}

async function sheetLines(content: Buffer): Promise<string[][]> {
  const workbook = new exceljs.Workbook();
  try {
    await workbook.xlsx.load(content as unknown as exceljs.Buffer);
  } catch {
    throw new UnreadableFile();
  }
  const lines: string[][] = [];
  workbook.worksheets[0]?.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell) => cells.push(cell.text));
    lines.push(cells);
  });
  return lines;
}
