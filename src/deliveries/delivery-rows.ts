import type { Day } from '../config/domain/calendar.js';
import { type Facts, lineOf, type Parsed } from '../imports/domain/changeset.js';
import { headingFolded, mapColumns } from '../imports/domain/columns.js';
import { readRows, type Row, type RowSource } from '../imports/domain/rows.js';
import { dayBeforeIn, lastDayIn, serialDay } from '../values/day.js';
import { numberOf } from '../values/number.js';
import { mostUnits } from '../stock/domain/movement.js';

/** One line of a delivery's file, as it was read. */
export interface DeliveryRow extends Facts {
  /** Its number in the file, blank lines counted. */
  readonly line: number;
  /** A medicine's code, blank where the file has none; or what stands in a column of both. */
  readonly code: string;
  readonly barcode: string;
  readonly number: string;
  readonly expiresOn: Day;
  /** In whatever unit the file has. */
  readonly quantity: number;
  /** As the file names it, in its column or in the heading of the quantity; blank where it does not. */
  readonly unit: string;
  /** The pack as the file writes it, such as `0.5g*24片`. */
  readonly pack: string;
}

/** What is wrong with a line, by the key of a sentence. */
export interface RowFault {
  readonly line: number;
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

const unitsInHeadings = ['盒', '片', '粒', '袋', '瓶', '支', '枚', '份', '只', '箱', '件'];
const quantities = ['数量', '发货数量', '实发数量', '入库数量', '到货数量', '出库数量'];

export const deliveryHeadings = {
  code: ['药品编码', 'code', 'medicine', '编码', '药品代码', '商品编码', '医保编码', '货号'],
  barcode: ['商品条码', 'barcode', 'gtin', '条码', '条形码', 'ean'],
  number: ['批号', 'lot', 'lot number', 'batch', '生产批号', '产品批号', 'batch number'],
  expiresOn: [
    '有效期至',
    'expires on',
    'expiry',
    'expiry date',
    '有效期',
    '失效日期',
    '有效期限',
    '效期',
    '失效期',
  ],
  quantity: [
    '数量',
    'quantity',
    'units',
    ...quantities.slice(1),
    ...quantities.flatMap((name) => unitsInHeadings.map((unit) => `${name}(${unit})`)),
  ],
  unit: ['单位', 'unit', '包装单位', '计量单位'],
  pack: ['规格', 'strength', 'pack', '包装规格', '药品规格'],
} as const;
type Field = keyof typeof deliveryHeadings;

const needed = ['number', 'expiresOn', 'quantity'] as const;

/** What headings say of all cells below them. */
interface FromHeadings {
  readonly unitOfHeading: string;
  /** 失效期 is the first day on which it is no longer good, 有效期至 the last on which it is. */
  readonly isFirstBad: boolean;
}

/** Reads the lines of a delivery's file; every fault is told, not only the first. `missing` are columns that it lacks. */
export function deliveryRows(table: RowSource): {
  rows: DeliveryRow[];
  faults: RowFault[];
  missing: Field[];
} {
  const columns = mapColumns(table.headings, deliveryHeadings, table.chosen);
  const fromHeadings: FromHeadings = {
    unitOfHeading: unitIn(table.headings[columns.quantity] ?? ''),
    isFirstBad: /^失效/.test(headingFolded(table.headings[columns.expiresOn] ?? '')),
  };
  const told: RowFault[] = [];
  const { parsed, missing } = readRows(table, deliveryHeadings, needed, (row, index): Parsed<DeliveryRow> => {
    const line = lineOf(table, index);
    const { facts, wrong } = readRow(row, line, fromHeadings);
    told.push(...wrong);
    return wrong.length > 0 ? { rejection: { reason: 'told' } } : { facts };
  });
  const lacking = columns.code < 0 && columns.barcode < 0 ? (['code', ...missing] as const) : missing;
  if (lacking.length > 0) return { rows: [], faults: [], missing: [...lacking] };
  const cut = parsed.flatMap((one, index): RowFault[] =>
    'rejection' in one && one.rejection.reason !== 'told'
      ? [{ line: lineOf(table, index), key: `imports.reasons.${one.rejection.reason}` }]
      : [],
  );
  return {
    rows: parsed.flatMap((one) => ('facts' in one ? [one.facts] : [])),
    faults: [...told, ...cut].sort((a, b) => a.line - b.line),
    missing: [],
  };
}

function readRow({ text }: Row<Field>, line: number, { unitOfHeading, isFirstBad }: FromHeadings) {
  const said = text('expiresOn');
  const expiresOn = isFirstBad ? dayBeforeIn(said) : lastDayIn(said);
  const quantity = numberOf(text('quantity'));
  const serial = expiresOn === undefined ? serialDay(text('expiresOn')) : undefined;
  const fault = (name: string, values?: RowFault['values']): RowFault => ({
    line,
    key: `stock.file.faults.${name}`,
    ...(values && { values }),
  });
  const wrong = [
    text('code') === '' && text('barcode') === '' && fault('noMedicine'),
    text('number') === '' && fault('noNumber'),
    serial !== undefined && fault('serialDay', { number: text('expiresOn'), day: serial }),
    expiresOn === undefined && serial === undefined && fault('noDay'),
    !(quantity !== undefined && quantity > 0 && quantity <= mostUnits) && fault('noQuantity'),
  ].filter((one) => one !== false);
  const facts: DeliveryRow = {
    line,
    code: text('code'),
    barcode: text('barcode'),
    number: text('number'),
    expiresOn: expiresOn ?? '',
    quantity: quantity ?? NaN,
    unit: text('unit') || unitOfHeading,
    pack: text('pack'),
  };
  return { facts, wrong };
}

/** The unit that a heading names: `数量(盒)`. */
const unitIn = (heading: string): string =>
  /[(（]([^()（）]{1,10})[)）]$/.exec(heading.slice(-20).trim())?.[1]?.trim() ?? '';
