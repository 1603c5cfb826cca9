import { CsvError, parse } from 'csv-parse/sync';
import { decoded } from './encoding.js';
import type { FileLine, Sheet } from './file-lines.js';
import { unguarded } from '../values/formula.js';
import { LineLimits } from './line-limits.js';
import { limits, type TableNote, UnreadableTable } from './table.js';

/** One record may hold every column at its longest; an opened quote that is never closed holds more. */
const longestRecord = 1_000_000;

const delimiters = [',', '\t', ';'] as const;
type Delimiter = (typeof delimiters)[number];
/** A file's delimiter is decided by its first lines. */
const linesLookedAt = 50;
const looked = { most: 200_000, shown: 3 };

/** The lines of a text file with delimiters, each as its cells. @throws UnreadableTable */
export function csvLines(content: Uint8Array): Sheet {
  const { text, encoding, isDoubtful } = decoded(content);
  if (text.includes('\0')) throw new UnreadableTable('unreadable-file');
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(text)) throw new UnreadableTable('web-page');
  const within = new LineLimits();
  // The headings, and one row more than may be: what comes after that is not read at all.
  const to = limits.rows + 2;
  let number = 0;
  const lines = parsed<FileLine>(text, {
    to,
    delimiter: delimiterOf(text),
    // A blank line is a row of the spreadsheet that it becomes: the numbers go on.
    onRecord: (cells: string[], { lines: line }: { lines: number }) => {
      within.check(cells, line);
      return { number: ++number, cells: cells.map(unguarded) };
    },
  });
  if (lines.length === to) throw new UnreadableTable('too-many-rows', { most: limits.rows });
  return { name: '', isHidden: false, lines, notes: notesOf(text, encoding, isDoubtful) };
}

/** The one delimiter that makes a table of the first lines: the most columns in the most lines. */
function delimiterOf(text: string): Delimiter {
  const beginning = text.slice(0, looked.most);
  const scores = delimiters.map((delimiter) => {
    const counts = columnsBy(delimiter, beginning);
    const usual = mostCommon(counts.filter((count) => count > 1));
    return { delimiter, lines: counts.filter((count) => count === usual).length, columns: usual ?? 1 };
  });
  const [best] = scores.sort((a, b) => b.lines - a.lines || b.columns - a.columns);
  return best!.columns > 1 ? best!.delimiter : ',';
}

/** How many columns the first lines have by a delimiter; none where it makes nothing of them. */
function columnsBy(delimiter: Delimiter, text: string): number[] {
  const lenient = { relaxQuotes: true, skipEmptyLines: true, skipRecordsWithError: true };
  try {
    return parsed<string[]>(text, { delimiter, to: linesLookedAt, ...lenient }).map(({ length }) => length);
  } catch {
    return [];
  }
}

function mostCommon(counts: readonly number[]): number | undefined {
  const often = new Map<number, number>();
  for (const count of counts) often.set(count, (often.get(count) ?? 0) + 1);
  return [...often].sort(([a, x], [b, y]) => y - x || b - a)[0]?.[0];
}

function parsed<Line>(text: string, options: object): Line[] {
  try {
    return parse(text, {
      bom: true,
      relaxColumnCount: true,
      maxRecordSize: longestRecord,
      ...options,
    }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines: line } = error as CsvError & { lines?: number };
    if (/QUOTE/.test(error.code) && line !== undefined) throw new UnreadableTable('wrong-quote', { line });
    throw new UnreadableTable('unreadable-file');
  }
}

/** What a reader should look at where the bytes alone decided what they mean. */
function notesOf(text: string, encoding: string, isDoubtful: boolean): TableNote[] {
  if (encoding === 'utf-8') return [];
  const shown = text
    .split(/\r?\n/)
    .filter((line) => /[^\0-\x7f]/.test(line))
    .slice(0, looked.shown)
    .map((line) => line.slice(0, 120))
    .join(' ⏎ ');
  return [
    {
      key: isDoubtful ? 'encoding-doubtful' : 'encoding',
      values: { encoding: encoding.toUpperCase(), shown },
    },
  ];
}
