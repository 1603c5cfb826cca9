import { CsvError, parse } from 'csv-parse/sync';
import { LineLimits } from './line-limits.js';
import { limits, UnreadableTable } from './table.js';

/** One record may hold every column at its longest; an opened quote that is never closed holds more. */
const longestRecord = 1_000_000;

/** The lines of a CSV file, each as its cells. @throws UnreadableTable */
export function csvLines(content: Uint8Array): string[][] {
  const text = decoded(content);
  if (text.includes('\0')) throw new UnreadableTable('unreadable-file');
  const within = new LineLimits();
  // The headings, and one row more than may be: what comes after that is not read at all.
  const to = limits.rows + 2;
  const lines = parsed(text, {
    to,
    onRecord: (cells: string[], { lines: line }: { lines: number }) => {
      within.check(cells, line);
      return cells;
    },
  });
  if (lines.length === to) throw new UnreadableTable('too-many-rows', { most: limits.rows });
  return lines;
}

function parsed(text: string, options: object): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: [',', '\t'],
      relaxColumnCount: true,
      skipEmptyLines: true,
      maxRecordSize: longestRecord,
      ...options,
    });
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableTable('unreadable-file');
    throw error;
  }
}

/** Windows writes Chinese CSV in GB18030 unless told otherwise; valid UTF-8 is hardly ever that by chance. */
function decoded(content: Uint8Array): string {
  const [first, second] = content;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  const encodings = isLittle ? ['utf-16le'] : isBig ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content);
    } catch {
      continue;
    }
  }
  throw new UnreadableTable('unreadable-file');
}
