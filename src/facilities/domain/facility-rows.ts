import type { Facts, Kind, Parsed, Rejection } from '../../imports/domain/changeset.js';
import { readRows, type Row, type RowSource } from '../../imports/domain/rows.js';
import { flagOf } from '../../values/flag.js';
import { positionIn } from '../../values/position.js';
import { folded } from '../../values/text.js';
import { tidyTelephone } from '../../values/telephone.js';
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

export const facilityHeadings = {
  city: ['城市', 'city', '市', '地市'],
  county: ['区县', 'county', 'district', '區縣', '所在区'],
  name: ['名称', 'name', '医院名称', '机构名称', '医疗机构名称', '单位名称'],
  level: ['等级', 'level', '医院等级', '级别'],
  designated: ['定点', 'is designated', 'designated', '定点医院'],
  feverClinic: ['发热门诊', 'fever clinic', '是否设发热门诊'],
  address: ['地址', 'address', 'addr', '详细地址'],
  telephone: ['电话', 'telephone', 'tel', 'phone', '联系电话'],
  hours: ['开诊时间', 'hours', '时间', '接诊时间'],
  latitude: ['纬度', 'latitude', 'lat', '緯度'],
  longitude: ['经度', 'longitude', 'lng', 'lon', '經度'],
} as const;

const needed = ['city', 'name'] as const;
const longestName = 120;

/** Reads a register of hospitals and health centres. Without a column that says so, a new one is taken for a fever clinic. */
export const readFacilityRows = (table: RowSource) =>
  readRows(table, facilityHeadings, needed, readFacilityRow);

function readFacilityRow({ text }: Row<keyof typeof facilityHeadings>): Parsed<FacilityRow> {
  for (const field of needed) {
    if (!text(field)) return { rejection: { reason: 'missing', column: field } };
    if (text(field).length > longestName)
      return { rejection: { reason: 'too-long', column: field, values: { most: longestName } } };
  }
  const notes: Rejection[] = [];
  const flag = (field: 'designated' | 'feverClinic') => {
    const said = flagOf(text(field));
    if (text(field) && said === undefined) notes.push({ reason: 'wrong-flag', column: field });
    return said;
  };
  const [designated, feverClinic] = [flag('designated'), flag('feverClinic')];
  const position = positionIn(text('latitude'), text('longitude'));
  if (typeof position === 'string') notes.push({ reason: position, column: 'latitude' });
  const level = text('level');
  return {
    facts: {
      city: text('city'),
      county: text('county') || undefined,
      name: text('name'),
      tier: tierOf({ level, designated: designated ?? false, name: text('name') }),
      feverClinic: feverClinic ?? true,
      address: text('address') || undefined,
      telephone: tidyTelephone(text('telephone')) || undefined,
      hours: text('hours') || undefined,
      ...(typeof position === 'object' && position),
    },
    notes,
    guessed: [
      ...(level || designated !== undefined ? [] : (['tier'] as const)),
      ...(feverClinic === undefined ? (['feverClinic'] as const) : []),
    ],
  };
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
