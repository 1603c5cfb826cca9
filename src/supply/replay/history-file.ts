import { parse } from 'csv-parse/sync';
import { type Day, daysBetween, isDay, weekdayOf } from '../../config/domain/calendar.js';

/** The demand of one item, a figure a day, from its first day to the file's last. */
export interface History {
  readonly item: string;
  readonly firstDay: Day;
  /** Monday is 0. */
  readonly firstWeekday: number;
  /** Units a day; a day that the file does not name is a day without demand. */
  readonly units: readonly number[];
}

/** A file that is no history, with what is wrong on which line. */
export class HistoryBroken extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

const mostFaults = 20;

/**
 * Reads a history of demand: CSV with the columns `date` (YYYY-MM-DD), `item` and `quantity` (units, not negative), in
 * any order of lines; several lines of one item and day add up.
 * @throws HistoryBroken
 */
export function readHistory(text: string): History[] {
  const lines = parse(text, {
    bom: true,
    columns: lowerCase,
    skipEmptyLines: true,
    trim: true,
    relaxColumnCount: true,
  });
  const rows = lines as Record<string, string | undefined>[];
  const faults: string[] = [];
  for (const column of ['date', 'item', 'quantity'])
    if (rows[0] && !(column in rows[0])) faults.push(`line 1: there is no column ${column}`);
  if (rows.length === 0) faults.push('the file has no lines');
  if (faults.length > 0) throw new HistoryBroken(faults);
  const items = new Map<string, Map<Day, number>>();
  let last = '';
  for (const [index, { date = '', item = '', quantity = '' }] of rows.entries()) {
    const wrong = wrongWith(date, item, quantity);
    if (wrong) {
      faults.push(`line ${index + 2}: ${wrong}`);
      if (faults.length === mostFaults) throw new HistoryBroken([...faults, 'and perhaps more']);
      continue;
    }
    const days = items.get(item) ?? new Map<Day, number>();
    items.set(item, days.set(date, (days.get(date) ?? 0) + Number(quantity)));
    if (date > last) last = date;
  }
  if (faults.length > 0) throw new HistoryBroken(faults);
  return [...items].map(([item, days]) => {
    const firstDay = [...days.keys()].reduce((first, day) => (day < first ? day : first));
    const units = daysBetween(firstDay, last).map((day) => days.get(day) ?? 0);
    return { item, firstDay, firstWeekday: weekdayOf(firstDay), units };
  });
}

const lowerCase = (headings: string[]) => headings.map((heading) => heading.trim().toLowerCase());

function wrongWith(date: string, item: string, quantity: string): string | undefined {
  if (!isDay(date)) return `${date || 'nothing'} is no day, such as 2022-12-19`;
  if (item === '') return 'the item is missing';
  if (!/^\d+([.]\d+)?$/.test(quantity)) return `${quantity || 'nothing'} is no quantity`;
  return undefined;
}
