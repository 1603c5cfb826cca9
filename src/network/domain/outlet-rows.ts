import { chainOf, type ChainPatterns } from './chain-of-name.js';
import type { Facts, Kind, Parsed, Rejection } from '../../imports/domain/changeset.js';
import { readRows, type Row, type RowSource } from '../../imports/domain/rows.js';
import { positionIn } from '../../values/position.js';
import { type DistrictName, districtOf } from './district-of-address.js';
import { folded } from '../../values/text.js';
import { tidyTelephone } from '../../values/telephone.js';
import { hoursIn, hoursText, weekOfHours } from './hours.js';
import { isWeek } from './opening-hours.js';

/** The facts of an outlet as a register writes them; district and chain by name. */
export interface OutletRow extends Facts {
  readonly licenceNumber: string;
  readonly name: string;
  readonly address: string;
  readonly city: string;
  readonly district: string;
  readonly chain?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly telephone?: string;
  /** The sessions that its hours make possible, as 21 letters. */
  readonly week?: string;
  /** Its hours, where the file has them and not the sessions alone; as `hoursText` writes them. */
  readonly hours?: string;
  readonly memo?: string;
}

export const outletHeadings = {
  licenceNumber: [
    '许可证号',
    'licence number',
    'id',
    'licence',
    'license',
    'license number',
    'register number',
    '許可證號',
    '许可证编号',
    '药品经营许可证号',
    '药品经营许可证编号',
    '经营许可证号',
    '机构代码',
    '醫事機構代碼',
    '编号',
  ],
  name: [
    '名称',
    'name',
    'outlet',
    '名稱',
    '药店名称',
    '门店名称',
    '企业名称',
    '单位名称',
    '药房名称',
    '藥局名稱',
    '醫事機構名稱',
  ],
  address: [
    '地址',
    'address',
    'addr',
    '药店地址',
    '门店地址',
    '经营地址',
    '注册地址',
    '详细地址',
    '醫事機構地址',
  ],
  city: ['城市', 'city', '市', '地市', '所在市'],
  district: ['区县', 'district', 'county', '區縣', '行政区', '行政區', '所在区', '所属区县', '辖区'],
  chain: ['连锁企业', 'chain', '连锁', '連鎖', '所属连锁', '连锁总部'],
  latitude: ['纬度', 'latitude', 'lat', '緯度'],
  longitude: ['经度', 'longitude', 'lng', 'lon', '經度'],
  telephone: ['电话', 'telephone', 'tel', 'phone', '電話', '联系电话', '醫事機構電話', '固定电话'],
  week: ['营业时间', 'opening hours', 'business week', 'week', 'opening', 'hours', '看診星期', '服务时间'],
  memo: ['备注', 'note', 'memo', '備註'],
} as const;
type Field = keyof typeof outletHeadings;

export interface OutletContext {
  readonly districts: readonly DistrictName[];
  readonly chains: readonly ChainPatterns[];
  /** Whether the officer's work covers a district. */
  readonly covers: (district: DistrictName) => boolean;
}

const longest = { licenceNumber: 60, name: 120, address: 200, memo: 1000 };

const needed = ['licenceNumber', 'name', 'address'] as const;

/** Reads a register's table, row by row; `missing` names required columns that it lacks. */
export function readOutletRows(table: RowSource, context: OutletContext) {
  // A district that one row names in full is the one that another names alone, wherever in the file they stand.
  const read = (districts: readonly DistrictName[]) =>
    readRows(table, outletHeadings, needed, (row) => readOutletRow(row, { ...context, districts }));
  const alone = read(context.districts);
  const brought = alone.parsed.flatMap((one) => ('facts' in one ? [districtIn(one.facts)] : []));
  const together = distinct([...context.districts, ...brought]);
  return together.length === distinct(context.districts).length ? alone : read(together);
}

const districtIn = ({ city, district }: OutletRow): DistrictName => ({ city, name: district });

function distinct(districts: readonly DistrictName[]): DistrictName[] {
  return [...new Map(districts.map((one) => [`${folded(one.city)}|${folded(one.name)}`, one])).values()];
}

function readOutletRow({ text }: Row<Field>, context: OutletContext): Parsed<OutletRow> {
  for (const field of needed) {
    if (!text(field)) return rejected('missing', field);
    if (text(field).length > longest[field]) return rejected('too-long', field, { most: longest[field] });
  }
  const stated = statedDistrict(text('city'), text('district'), context);
  const district = stated ?? districtOf(text('address'), context.districts);
  if (!district) return rejected('no-district', 'address');
  if (!context.covers(district)) return rejected('not-your-district', 'address', { district: district.name });
  const notes: Rejection[] = [];
  const chain = text('chain') || chainOf(text('name'), context.chains);
  const position = positionIn(text('latitude'), text('longitude'));
  if (typeof position === 'string') notes.push({ reason: position, column: 'latitude' });
  const opening = openingIn(text('week'));
  if (opening === null) notes.push({ reason: 'wrong-week', column: 'week', values: { text: text('week') } });
  return {
    facts: {
      licenceNumber: text('licenceNumber'),
      name: text('name'),
      address: text('address'),
      city: district.city,
      district: district.name,
      chain,
      ...(typeof position === 'object' && position),
      telephone: tidyTelephone(text('telephone')) || undefined,
      ...opening,
      memo: text('memo').slice(0, longest.memo) || undefined,
    },
    notes,
    guessed: [
      ...(stated ? [] : (['city', 'district'] as const)),
      ...(text('chain') || !chain ? [] : (['chain'] as const)),
    ],
  };
}

/** What is said of a week by its letters or by its hours; undefined where nothing is, null where it can't be read. */
function openingIn(text: string): Pick<OutletRow, 'week' | 'hours'> | undefined | null {
  if (!text) return undefined;
  if (isWeek(text.toUpperCase())) return { week: text.toUpperCase() };
  const hours = hoursIn(text);
  return hours ? { week: weekOfHours(hours), hours: hoursText(hours) } : null;
}

const rejected = (reason: string, column: string, values?: Record<string, string | number>) => ({
  rejection: { reason, column, values },
});

function statedDistrict(
  city: string,
  district: string,
  { districts }: OutletContext,
): DistrictName | undefined {
  if (!district) return undefined;
  const known = districts.filter(
    (one) => folded(one.name) === folded(district) && (!city || folded(one.city) === folded(city)),
  );
  return known.length === 1 ? known[0] : city ? { city, name: district } : undefined;
}

const gridDegrees = 0.0005;

/** Outlets are the same by licence number; alike by name and address, by telephone and address, or by name nearby. */
export const outletKind: Kind<OutletRow> = {
  identity: ({ licenceNumber }) => folded(licenceNumber),
  name: ({ name }) => name,
  likenesses: ({ name, address, telephone, latitude, longitude }) => [
    { key: `name ${folded(name)} ${folded(address)}`, reason: 'same-name-and-address' },
    ...(telephone
      ? [{ key: `telephone ${telephone} ${folded(address)}`, reason: 'same-telephone-and-address' }]
      : []),
    ...(latitude !== undefined && longitude !== undefined
      ? [{ key: `near ${folded(name)} ${grid(latitude)} ${grid(longitude)}`, reason: 'same-name-nearby' }]
      : []),
  ],
};

/** Squares of about 50 m. */
const grid = (degrees: number) => Math.round(degrees / gridDegrees);
