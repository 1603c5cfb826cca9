import { type Day, isDay } from '../../config/domain/calendar.js';
import { mapColumns } from '../../imports/domain/columns.js';
import type { Table } from '../../imports/table.js';
import { mostUnits } from '../domain/movement.js';

/** One line of a delivery's file, read. */
export interface DeliveryRow {
  /** In the file, the first after the headings is 2. */
  readonly line: number;
  /** A medicine's code or GTIN. */
  readonly medicine: string;
  readonly number: string;
  readonly expiresOn: Day;
  readonly quantity: number;
}

/** What is wrong with a line, by the key of a sentence. */
export interface RowFault {
  readonly line: number;
  readonly key: string;
}

const headings = {
  medicine: ['code', 'gtin', 'medicine', '药品编码', '商品条码', '条码', '编码'],
  number: ['lot', 'lot number', 'batch', '批号'],
  expiresOn: ['expires on', 'expiry', 'expiry date', '有效期', '有效期至', '失效日期'],
  quantity: ['quantity', 'units', '数量'],
} as const;

/** Reads the lines of a delivery's file; every fault is told, not only the first. */
export function deliveryRows({ headings: given, rows }: Table): { rows: DeliveryRow[]; faults: RowFault[] } {
  const columns = mapColumns(given, headings);
  const missing = Object.entries(columns).filter(([, column]) => column < 0);
  if (missing.length > 0)
    return { rows: [], faults: missing.map(([field]) => ({ line: 1, key: `stock.file.noColumn.${field}` })) };
  const faults: RowFault[] = [];
  const read = rows.flatMap((cells, index): DeliveryRow[] => {
    const line = index + 2;
    const cell = (field: keyof typeof headings) => (cells[columns[field]] ?? '').normalize('NFKC').trim();
    const expiresOn = dayOf(cell('expiresOn'));
    const quantity = /^\d+$/.test(cell('quantity')) ? Number(cell('quantity')) : NaN;
    const own = [
      cell('medicine') === '' && 'noMedicine',
      cell('number') === '' && 'noNumber',
      expiresOn === undefined && 'noDay',
      !(quantity >= 1 && quantity <= mostUnits) && 'noQuantity',
    ].filter((fault) => fault !== false);
    faults.push(...own.map((fault) => ({ line, key: `stock.file.faults.${fault}` })));
    if (own.length > 0) return [];
    return [{ line, medicine: cell('medicine'), number: cell('number'), expiresOn: expiresOn!, quantity }];
  });
  return { rows: read, faults };
}

/** `2024-08-31`, `2024/8/31`, `20240831`, or a month, whose last day it is: `2024-08`, `2024年8月`. */
function dayOf(text: string): Day | undefined {
  const whole = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T ].*)?$/.exec(text);
  const month = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text);
  if (month) return lastOf(Number(month[1]), Number(month[2]));
  if (!whole) return undefined;
  const [, y, m, d] = whole;
  const day = `${y}-${m!.padStart(2, '0')}-${d!.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

function lastOf(year: number, month: number): Day | undefined {
  if (month < 1 || month > 12) return undefined;
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
