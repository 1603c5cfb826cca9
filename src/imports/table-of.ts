import { csvLines } from './csv-lines.js';
import { sheetLines } from './sheet-lines.js';
import { limits, type Table, UnreadableTable } from './table.js';

/**
 * Reads a CSV (UTF-8, UTF-16 or GB18030; commas or tabs) or XLSX file (its first sheet). It blocks its thread.
 * @throws UnreadableTable
 */
export function tableOf(content: Uint8Array): Table {
  const lines = isZip(content) ? sheetLines(content) : csvLines(content);
  const [headings, ...rows] = lines.filter((line) => line.some((cell) => cell.trim() !== ''));
  if (!headings) throw new UnreadableTable('unreadable-file');
  if (rows.length > limits.rows) throw new UnreadableTable('too-many-rows', { most: limits.rows });
  return { headings: headings.map((heading) => heading.trim()), rows };
}

const isZip = (content: Uint8Array) => content[0] === 0x50 && content[1] === 0x4b;
