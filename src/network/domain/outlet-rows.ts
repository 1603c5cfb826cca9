import { chainOf, type ChainPatterns } from './chain-of-name.js';
import type { Facts, Kind, Parsed } from '../../imports/domain/changeset.js';
import { mapColumns } from '../../imports/domain/columns.js';
import { type DistrictName, districtOf } from './district-of-address.js';
import { folded, tidy, tidyTelephone } from '../../web/domain/names.js';
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
  readonly week?: string;
  readonly memo?: string;
}

const headings = {
  licenceNumber: [
    'id',
    'licence',
    'license',
    'licence number',
    'register number',
    '许可证号',
    '許可證號',
    '机构代码',
    '醫事機構代碼',
    '编号',
  ],
  name: ['name', 'outlet', '名称', '名稱', '门店名称', '藥局名稱', '醫事機構名稱'],
  address: ['addr', 'address', '地址', '门店地址', '醫事機構地址'],
  city: ['city', '城市', '市'],
  district: ['district', 'county', '区县', '區縣', '行政区', '行政區'],
  chain: ['chain', '连锁', '連鎖', '连锁企业', '所属连锁'],
  latitude: ['lat', 'latitude', '纬度', '緯度'],
  longitude: ['lng', 'lon', 'longitude', '经度', '經度'],
  telephone: ['tel', 'phone', 'telephone', '电话', '電話'],
  week: ['business week', 'week', 'opening', '营业时间', '看診星期'],
  memo: ['memo', 'note', '备注', '備註'],
};

export interface OutletContext {
  readonly districts: readonly DistrictName[];
  readonly chains: readonly ChainPatterns[];
  /** Whether the officer's work covers a district. */
  readonly covers: (district: DistrictName) => boolean;
}

const longest = { licenceNumber: 60, name: 120, address: 200, memo: 1000 };

/** Reads a register's table, row by row; `missing` names required columns that it lacks. */
export function readOutletRows(table: { headings: string[]; rows: string[][] }, context: OutletContext) {
  const columns = mapColumns(table.headings, headings);
  const missing = (['licenceNumber', 'name', 'address'] as const).filter((field) => columns[field] < 0);
  const cell = (row: string[], field: keyof typeof headings) => tidy(row[columns[field]] ?? '');
  const parsed = table.rows.map((row): Parsed<OutletRow> => {
    const text = (field: keyof typeof headings) => cell(row, field);
    for (const field of ['licenceNumber', 'name', 'address'] as const) {
      if (!text(field)) return rejected('missing', field);
      if (text(field).length > longest[field]) return rejected('too-long', field, { most: longest[field] });
    }
    const district =
      statedDistrict(text('city'), text('district'), context) ??
      districtOf(text('address'), context.districts);
    if (!district) return rejected('no-district', 'address');
    if (!context.covers(district))
      return rejected('not-your-district', 'address', { district: district.name });
    const position = positionOf(text('latitude'), text('longitude'));
    if (position === 'wrong') return rejected('wrong-position', 'latitude');
    const week = text('week').toUpperCase();
    if (week && !isWeek(week)) return rejected('wrong-week', 'week');
    return {
      facts: {
        licenceNumber: text('licenceNumber'),
        name: text('name'),
        address: text('address'),
        city: district.city,
        district: district.name,
        chain: text('chain') || chainOf(text('name'), context.chains),
        ...position,
        telephone: tidyTelephone(text('telephone')) || undefined,
        week: week || undefined,
        memo: text('memo').slice(0, longest.memo) || undefined,
      },
    };
  });
  return { parsed, missing };
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

function positionOf(latitude: string, longitude: string) {
  if (!latitude && !longitude) return {};
  const position = { latitude: Number(latitude), longitude: Number(longitude) };
  const onEarth = Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180;
  const stated = latitude !== '' && longitude !== '' && (position.latitude !== 0 || position.longitude !== 0);
  return onEarth && stated ? position : 'wrong';
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
