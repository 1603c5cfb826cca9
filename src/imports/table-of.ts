import { csvLines } from './csv-lines.js';
import type { FileLine, Sheet } from './file-lines.js';
import { headingFolded } from './domain/columns.js';
import { tidy } from '../values/text.js';
import { sheetsOf } from './sheet-lines.js';
import { limits, type Table, type TableNote, UnreadableTable } from './table.js';

/** By what a table is found in a file. */
export interface Wanted {
  /** For each field the headings that it is known by; without any, the first line has the headings. */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
  /** The sheet that somebody chose. */
  readonly sheet?: string;
}

/** Above the headings there may be titles: so many lines are looked at. */
const titleLines = 20;

/**
 * Reads a text file with delimiters or an XLSX file as a table: the sheet and the line that have most of the headings that
 * are wanted. It blocks its thread.
 * @throws UnreadableTable
 */
export function tableOf(content: Uint8Array, { columns = {}, sheet: chosen }: Wanted = {}): Table {
  if (isOldExcel(content)) throw new UnreadableTable('old-excel');
  const sheets = isZip(content) ? sheetsOf(content) : [csvLines(content)];
  const known = Object.values(columns).map((names) => new Set(names.map(headingFolded)));
  const { sheet, head, notes } = bestFitOf(sheets, known, chosen);
  const filled = sheet.lines.filter(isFilled);
  const [headings, ...rows] = filled.slice(filled.indexOf(head));
  if (rows.length > limits.rows) throw new UnreadableTable('too-many-rows', { most: limits.rows });
  const shortened = rows.flatMap((row, i) =>
    (row.shortened ?? []).map((column): [number, number] => [i, column]),
  );
  const titles = filled.indexOf(head);
  if (titles > 0) notes.push({ key: 'titles-passed', values: { count: titles, line: head.number } });
  return {
    headings: headings!.cells.map((heading) => heading.trim()),
    rows: rows.map(({ cells }) => [...cells]),
    lines: rows.map(({ number }) => number),
    notes: [...sheet.notes, ...notes],
    ...(shortened.length > 0 && { shortened }),
  };
}

interface Fit {
  readonly sheet: Sheet;
  readonly head: FileLine;
  readonly score: number;
}

/** The sheet that has most of the headings. @throws UnreadableTable where several have as many, and nobody has chosen */
function bestFitOf(sheets: readonly Sheet[], known: readonly ReadonlySet<string>[], chosen?: string) {
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const fits = (visible.length > 0 ? visible : sheets).flatMap((sheet) => fitOf(sheet, known) ?? []);
  const most = Math.max(...fits.map(({ score }) => score), 0);
  const best = fits.filter(({ score }) => score === most);
  const isChosen = ({ sheet }: Fit) => tidy(sheet.name) === tidy(chosen ?? '');
  const fit = chosen === undefined ? best[0] : fits.find(isChosen);
  if (fits.length === 0) throw new UnreadableTable('unreadable-file');
  const named = (chosen === undefined ? best : fits).map(({ sheet }) => sheet.name).join(', ');
  if (!fit || (chosen === undefined && best.length > 1 && most > 1))
    throw new UnreadableTable('several-sheets', { sheets: named });
  const passed = sheets.filter((sheet) => sheet !== fit.sheet && sheet.lines.some(isFilled));
  const notes: TableNote[] =
    passed.length === 0
      ? []
      : [
          {
            key: 'sheets-passed',
            values: { sheet: fit.sheet.name, others: passed.map(({ name }) => name).join(', ') },
          },
        ];
  return { ...fit, notes };
}

/** The line of a sheet that has most of the headings; where none has any, the first that has most cells: titles are short. */
function fitOf(sheet: Sheet, known: readonly ReadonlySet<string>[]): Fit | undefined {
  const filled = sheet.lines.filter(isFilled).slice(0, titleLines);
  const scored = filled.map((head) => {
    const said = new Set(head.cells.map(headingFolded));
    const score = known.filter((names) => [...names].some((name) => said.has(name))).length;
    return { sheet, head, score, width: head.cells.filter((cell) => cell.trim() !== '').length };
  });
  const isKnown = scored.some(({ score }) => score > 0);
  return scored.sort(
    (a, b) => b.score - a.score || (isKnown || known.length === 0 ? 0 : b.width - a.width),
  )[0];
}

const isFilled = ({ cells }: FileLine) => cells.some((cell) => cell.trim() !== '');
const isZip = (content: Uint8Array) => content[0] === 0x50 && content[1] === 0x4b;
const isOldExcel = (content: Uint8Array) => content[0] === 0xd0 && content[1] === 0xcf && content[2] === 0x11;
