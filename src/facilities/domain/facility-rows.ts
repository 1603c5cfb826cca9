import type { Facts, Kind, Parsed } from '../../imports/domain/changeset.js';
import { mapColumns } from '../../imports/domain/columns.js';
import { folded, tidy, tidyTelephone } from '../../web/domain/names.js';
import { type Tier, tierOf } from './tier.js';

/** The facts of a facility as a register writes them. */
export interface FacilityRow extends Facts {
  readonly city: string;
  readonly county?: string;
  readonly name: string;
  readonly tier: Tier;
  readonly feverClinic: boolean;
  readonly address?: string;
  readonly telephone?: string;
  readonly hours?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

const headings = {
  city: ['city', '城市', '市'],
  county: ['county', 'district', '区县', '區縣'],
  name: ['name', '名称', '医院名称', '机构名称'],
  level: ['level', '等级', '医院等级'],
  designated: ['is designated', 'designated', '定点'],
  address: ['address', 'addr', '地址'],
  telephone: ['tel', 'telephone', 'phone', '电话'],
  hours: ['hours', '开诊时间', '时间'],
  latitude: ['lat', 'latitude', '纬度'],
  longitude: ['lng', 'lon', 'longitude', '经度'],
};

const longestName = 120;

/** Reads a register of fever clinics; each row is a facility that has one. */
export function readFacilityRows(table: { headings: string[]; rows: string[][] }) {
  const columns = mapColumns(table.headings, headings);
  const missing = (['city', 'name'] as const).filter((field) => columns[field] < 0);
  const parsed = table.rows.map((row): Parsed<FacilityRow> => {
    const text = (field: keyof typeof headings) => tidy(row[columns[field]] ?? '');
    for (const field of ['city', 'name'] as const) {
      if (!text(field)) return { rejection: { reason: 'missing', column: field } };
      if (text(field).length > longestName)
        return { rejection: { reason: 'too-long', column: field, values: { most: longestName } } };
    }
    const [latitude, longitude] = [text('latitude'), text('longitude')];
    const position = { latitude: Number(latitude), longitude: Number(longitude) };
    const designated = /^(true|是|1|yes)$/i.test(text('designated'));
    return {
      facts: {
        city: text('city'),
        county: text('county') || undefined,
        name: text('name'),
        tier: tierOf({ level: text('level'), designated, name: text('name') }),
        feverClinic: true,
        address: text('address') || undefined,
        telephone: tidyTelephone(text('telephone')) || undefined,
        hours: text('hours') || undefined,
        ...(latitude && longitude && Number.isFinite(position.latitude + position.longitude) && position),
      },
    };
  });
  return { parsed, missing };
}

/** Facilities are the same by city and name; alike by address within a city. */
export const facilityKind: Kind<FacilityRow> = {
  identity: ({ city, name }) => `${folded(city)} ${folded(name)}`,
  name: ({ name }) => name,
  likenesses: ({ city, address, telephone }) =>
    address && telephone
      ? [{ key: `${folded(city)} ${folded(address)} ${telephone}`, reason: 'same-telephone-and-address' }]
      : [],
};
