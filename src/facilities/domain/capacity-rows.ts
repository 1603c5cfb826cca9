import { DateTime } from 'luxon';
import { assertPossible, type CapacityFigures, OccupiedAboveTotal, TotalMissing } from './capacity.js';
import type { Facts, Kind, Parsed } from '../../imports/domain/changeset.js';
import { mapColumns } from '../../imports/domain/columns.js';
import { folded, tidy } from '../../web/domain/names.js';

/** A facility's figures as a file states them. */
export interface CapacityRow extends Facts {
  readonly city: string;
  readonly name: string;
  /** ISO 8601, in UTC. */
  readonly reportedAt: string;
  readonly open: boolean;
  readonly accepting: boolean;
  readonly waiting?: number;
  readonly rooms?: number;
  readonly beds?: number;
  readonly bedsOccupied?: number;
  readonly icuBeds?: number;
  readonly icuOccupied?: number;
}

const headings = {
  city: ['city', '城市', '市'],
  name: ['name', '名称', '医院名称', '机构名称'],
  reportedAt: ['reported at', '上报时间', '时间'],
  open: ['open', '开诊'],
  accepting: ['accepting', '可接收'],
  waiting: ['waiting', '候诊人数', '候诊'],
  rooms: ['rooms', '诊室'],
  beds: ['beds', '床位'],
  bedsOccupied: ['beds occupied', '已占床位'],
  icuBeds: ['icu beds', '重症床位'],
  icuOccupied: ['icu occupied', '已占重症床位'],
};

const figures = ['waiting', 'rooms', 'beds', 'bedsOccupied', 'icuBeds', 'icuOccupied'] as const;
const flags = ['open', 'accepting'] as const;
const needed = ['city', 'name', 'reportedAt', 'open', 'accepting'] as const;
const largestFigure = 20_000;

const flagOf = (text: string): boolean | undefined =>
  /^(true|1|yes|是|开|开诊|接收)$/i.test(text)
    ? true
    : /^(false|0|no|否|关|关闭|满|满员)$/i.test(text)
      ? false
      : undefined;

/** Reads a file of capacity reports. @param zone whose wall clock a time without an offset is */
export function readCapacityRows(table: { headings: string[]; rows: string[][] }, zone: string) {
  const columns = mapColumns(table.headings, headings);
  const missing = needed.filter((field) => columns[field] < 0);
  const parsed = table.rows.map((row): Parsed<CapacityRow> => {
    const text = (field: keyof typeof headings) => tidy(row[columns[field]] ?? '');
    const blank = needed.find((field) => !text(field));
    if (blank) return { rejection: { reason: 'missing', column: blank } };
    const at = DateTime.fromISO(text('reportedAt').replace(' ', 'T'), { zone });
    if (!at.isValid) return { rejection: { reason: 'wrong-time', column: 'reportedAt' } };
    const wrongFlag = flags.find((field) => flagOf(text(field)) === undefined);
    if (wrongFlag) return { rejection: { reason: 'wrong-flag', column: wrongFlag } };
    const wrongFigure = figures.find((field) => text(field) && !isFigure(text(field)));
    if (wrongFigure) return { rejection: { reason: 'wrong-figure', column: wrongFigure } };
    const stated = Object.fromEntries(
      figures.filter((field) => text(field)).map((field) => [field, Number(text(field))]),
    );
    const facts = {
      city: text('city'),
      name: text('name'),
      reportedAt: at.toUTC().toISO(),
      open: flagOf(text('open'))!,
      accepting: flagOf(text('accepting'))!,
      ...stated,
    };
    const impossible = impossibleIn(facts);
    return impossible ? { rejection: { reason: 'occupied-above-total', column: impossible } } : { facts };
  });
  return { parsed, missing };
}

const isFigure = (text: string) => /^\d{1,5}$/.test(text) && Number(text) <= largestFigure;

function impossibleIn(facts: CapacityFigures): string | undefined {
  try {
    assertPossible(facts);
    return undefined;
  } catch (error) {
    if (error instanceof OccupiedAboveTotal || error instanceof TotalMissing) return error.field;
    throw error;
  }
}

/** Reports are of the same facility by city and name. */
export const capacityKind: Kind<CapacityRow> = {
  identity: ({ city, name }) => `${folded(city)} ${folded(name)}`,
  name: ({ name }) => name,
  likenesses: () => [],
};
