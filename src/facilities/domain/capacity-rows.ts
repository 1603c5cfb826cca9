import { assertPossible, type CapacityFigures, OccupiedAboveTotal, TotalMissing } from './capacity.js';
import type { Facts, Kind, Parsed } from '../../imports/domain/changeset.js';
import { readRows, type Row, type RowSource } from '../../imports/domain/rows.js';
import { flagOf } from '../../values/flag.js';
import { instantIn } from '../../values/instant.js';
import { wholeOf } from '../../values/number.js';
import { folded } from '../../values/text.js';

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

export const capacityHeadings = {
  city: ['城市', 'city', '市'],
  name: ['名称', 'name', '医院名称', '机构名称', '医疗机构名称'],
  reportedAt: ['上报时间', 'reported at', '时间'],
  open: ['开诊', 'open'],
  accepting: ['可接收', 'accepting'],
  waiting: ['候诊', 'waiting', '候诊人数'],
  rooms: ['诊室', 'rooms'],
  beds: ['床位', 'beds'],
  bedsOccupied: ['已占床位', 'beds occupied'],
  icuBeds: ['重症床位', 'icu beds'],
  icuOccupied: ['已占重症床位', 'icu occupied'],
} as const;

const figures = ['waiting', 'rooms', 'beds', 'bedsOccupied', 'icuBeds', 'icuOccupied'] as const;
const flags = ['open', 'accepting'] as const;
const needed = ['city', 'name', 'reportedAt', 'open', 'accepting'] as const;
const largestFigure = 20_000;

const isYes = (text: string): boolean | undefined =>
  /^(开|开诊|接收)$/.test(text) ? true : /^(关|关闭|满|满员)$/.test(text) ? false : flagOf(text);

/** Reads a file of capacity reports. @param zone whose wall clock a time without an offset is */
export const readCapacityRows = (table: RowSource, zone: string) =>
  readRows(table, capacityHeadings, needed, (row) => readCapacityRow(row, zone));

function readCapacityRow({ text }: Row<keyof typeof capacityHeadings>, zone: string): Parsed<CapacityRow> {
  const blank = needed.find((field) => !text(field));
  if (blank) return { rejection: { reason: 'missing', column: blank } };
  const at = instantIn(text('reportedAt'), zone);
  if (!at) return { rejection: { reason: 'wrong-time', column: 'reportedAt' } };
  const wrongFlag = flags.find((field) => isYes(text(field)) === undefined);
  if (wrongFlag) return { rejection: { reason: 'wrong-flag', column: wrongFlag } };
  const wrongFigure = figures.find((field) => text(field) && !isFigure(text(field)));
  if (wrongFigure) return { rejection: { reason: 'wrong-figure', column: wrongFigure } };
  const stated = Object.fromEntries(
    figures.filter((field) => text(field)).map((field) => [field, wholeOf(text(field))]),
  );
  const facts = {
    city: text('city'),
    name: text('name'),
    reportedAt: at.toISOString(),
    open: isYes(text('open'))!,
    accepting: isYes(text('accepting'))!,
    ...stated,
  };
  const impossible = impossibleIn(facts);
  return impossible ? { rejection: { reason: 'occupied-above-total', column: impossible } } : { facts };
}

const isFigure = (text: string) => {
  const figure = wholeOf(text);
  return figure !== undefined && figure >= 0 && figure <= largestFigure;
};

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
