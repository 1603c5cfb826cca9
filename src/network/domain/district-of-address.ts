import { folded, tidy } from '../../values/text.js';

export interface DistrictName {
  readonly city: string;
  readonly name: string;
}

const province = /^.{2,5}?(省|自治区|自治區)/;
/** What ends like a district and is none: a housing estate, a campus, a works. 桃園區 and 新社區 are districts. */
const noDistrict = /(?:[小社校厂库街院景]|住宅|生活|服务)区$|小區$/;
const cityAndDistrict = [
  /^(.{1,8}?(?:市|盟|自治州))(.{1,5}?[區区])/,
  /^(.{1,8}?(?:市|盟|自治州))(.{1,4}?[縣县市旗])/,
  // A county of Taiwan has townships and cities; cities without districts have towns.
  /^(.{1,4}?縣)(.{1,4}?[鎮鄉市區])/,
  /^(东莞市|中山市|儋州市|嘉峪关市)(.{1,4}?[镇区])/,
];

/** The one of the known districts in which an address lies, or else the one that it names itself. */
export function districtOf(address: string, known: readonly DistrictName[]): DistrictName | undefined {
  const place = folded(address).replace(province, '');
  const whole = known.find(({ city, name }) => place.startsWith(folded(city) + folded(name)));
  if (whole) return whole;
  // "高邮市府前街116号": a county-level city or a district without its city, if only one is called so.
  const bare = known.filter(({ name }) => place.startsWith(folded(name)));
  if (bare.length === 1) return bare[0];
  return named(tidy(address).replace(/\s/g, '').replace(province, ''));
}

function named(place: string): DistrictName | undefined {
  for (const pattern of cityAndDistrict) {
    const [, city, name] = pattern.exec(place) ?? [];
    if (city && name && !noDistrict.test(name)) return { city: city.replace(/^台/, '臺'), name };
  }
  return undefined;
}
