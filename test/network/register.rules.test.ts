import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainOf, suggestedChains } from '../../src/network/domain/chain-of-name.js';
import { changeset, countsOf } from '../../src/imports/domain/changeset.js';
import { districtOf } from '../../src/network/domain/district-of-address.js';
import { folded, tidy } from '../../src/values/text.js';
import { tidyTelephone } from '../../src/values/telephone.js';
import { outletKind, type OutletRow, readOutletRows } from '../../src/network/domain/outlet-rows.js';
import { tierOf } from '../../src/facilities/domain/tier.js';
import {
  hoursIn,
  hoursOfWeek,
  hoursText,
  type OpenFor,
  weekOfHours,
} from '../../src/network/domain/hours.js';
import { kilometres } from '../../src/network/domain/distance.js';

const context = { districts: [], chains: [], covers: () => true };
const headings = ['id', 'name', 'addr', 'lat', 'lng', 'tel', 'business_week', 'memo'];
const read = (...rows: string[][]) => readOutletRows({ headings, rows }, context).parsed;
const row = (changes: Partial<Record<string, string>> = {}) => {
  const whole: Record<string, string> = {
    id: '1',
    name: '丁丁藥局',
    addr: '臺中市西區民權路1號',
    lat: '24.1',
    lng: '120.6',
    tel: '04- 22222832',
    business_week: 'OOOOOXXOOOOOXXXXXXXXX',
    memo: '',
  };
  return headings.map((heading) => changes[heading] ?? whole[heading]!);
};

describe('A register’s values', () => {
  it.each([
    ['Ｎｏ．１２　号', 'No.12 号'],
    ['  a   b ', 'a b'],
    ['\u202d13912345678', '13912345678'],
  ])('%j is kept as %j', (given, kept) => expect(tidy(given)).toBe(kept));

  it('台 and 臺 are the same letter when compared, not when kept', () => {
    expect(folded('台中市')).toBe(folded('臺中市'));
    expect(tidy('臺中市')).toBe('臺中市');
  });

  it.each([
    ['04- 22222832', '04-22222832'],
    ['0514－87937120', '0514-87937120'],
    ['18912147464/0514-87617464', '18912147464 / 0514-87617464'],
    ['(0514)82981199', '0514-82981199'],
    ['+86 138 0000 0001', '13800000001'],
    ['(+86)13800138000', '13800138000'],
    ['010-65123456 010-65123457', '010-65123456 / 010-65123457'],
    ['0514 87937120 转 801', '051487937120转801'],
  ])('the telephone %j is kept as %j', (given, kept) => expect(tidyTelephone(given)).toBe(kept));

  it.each([
    ['臺中市西區民權路105號', { city: '臺中市', name: '西區' }],
    ['台中市太平區樹德路', { city: '臺中市', name: '太平區' }],
    ['桃園市平鎮區環南路', { city: '桃園市', name: '平鎮區' }],
    ['江苏省扬州市广陵区文昌中路1号', { city: '扬州市', name: '广陵区' }],
    ['扬州市宝应县安宜东路3号', { city: '扬州市', name: '宝应县' }],
    ['文昌中路1号', undefined],
    ['桃園市桃園區縣府路1號', { city: '桃園市', name: '桃園區' }],
    ['臺中市新社區興安路24號', { city: '臺中市', name: '新社區' }],
    ['彰化縣員林市中山路1號', { city: '彰化縣', name: '員林市' }],
    ['南投縣埔里鎮中山路1號', { city: '南投縣', name: '埔里鎮' }],
    ['东莞市长安镇德政路1号', { city: '东莞市', name: '长安镇' }],
    ['扬州市文昌小区12栋', undefined],
    ['高邮市三垛镇人民路1号', undefined],
  ])('%s lies in %j', (address, district) => expect(districtOf(address, [])).toEqual(district));

  const [weekday, evening] = ['OOOOOXX', 'XXXXXXX'];
  it.each<[string, string | undefined]>([
    ['08:00-22:00', 'O'.repeat(21)],
    ['周一至周五 8:00-18:00', weekday + weekday + evening],
    ['周一至周五：上午8:00-12:00 下午1:30-5:30', weekday + weekday + evening],
    ['下午2:00-6:00', 'X'.repeat(21)],
    ['8:00-18:00; 周日休息', undefined],
    ['8:00-18:00（周一至周五）', undefined],
    ['8:00-20:00 周末9:00-17:00', undefined],
    ['周一至周五 8:00-18:00;周六、周日 9:00-18:00', 'OOOOOXXOOOOOOOXXXXXXX'],
    ['看情况', undefined],
  ])('the hours %j make the sessions %s', (text, week) => {
    const hours = hoursIn(text);
    expect(hours && weekOfHours(hours)).toBe(week);
  });

  it.each([
    ['24小时', '每天 00:00-24:00'],
    ['21:00-次日06:00', '每天 21:00-06:00'],
    [
      '周一至周五 8:30-12:00 13:30-21:00; 周六、周日 9:00-17:00',
      '周一至周五 08:30-12:00 13:30-21:00; 周六、周日 09:00-17:00',
    ],
    ['8:00-22:00（节假日不休）', undefined],
    ['周一、三、五 8:00-12:00', '周一、周三、周五 08:00-12:00'],
    ['工作日 8:00-18:00', '周一至周五 08:00-18:00'],
    ['0:00-次日06:00', undefined],
  ])('the hours %j are written down as %s', (text, written) => {
    const hours = hoursIn(text);
    expect(hours && hoursText(hours)).toBe(written);
  });

  it('hours that were written down are read as the same', () => {
    const day = fc.integer({ min: 0, max: 6 });
    const minute = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1439 }));
    const span = fc
      .tuple(day, minute, fc.oneof(fc.constant(1440), fc.integer({ min: 1, max: 1440 })))
      .map(([weekday, from, long]) => ({ weekday, from, until: from + long }));
    // What is there twice at once, or all of a day, is written in another way and means the same.
    const apart = fc.uniqueArray(span, { minLength: 1, maxLength: 10, selector: ({ weekday }) => weekday });
    const sorted = (all: OpenFor[]) => all.sort((a, b) => a.weekday - b.weekday);
    fc.assert(
      fc.property(apart, (open) => {
        expect(sorted(hoursIn(hoursText(open))!)).toEqual(sorted(open));
      }),
      { numRuns: 2000 },
    );
  });

  it('hours of a week of letters make its sessions', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('O', 'X'), minLength: 21, maxLength: 21 }), (week) => {
        expect(weekOfHours(hoursOfWeek(week))).toBe(week);
        expect(week.includes('O') ? hoursIn(hoursText(hoursOfWeek(week))) : []).toEqual(
          expect.arrayContaining(hoursOfWeek(week)),
        );
      }),
    );
  });

  it('a known district is found without its city, if only one is called so', () => {
    const known = [{ city: '扬州市', name: '高邮市' }];
    expect(districtOf('高邮市府前街116号', known)).toEqual(known[0]);
  });

  it('the longest name pattern tells the chain', () => {
    const chains = [
      { name: 'A', namePatterns: ['大樹'] },
      { name: 'B', namePatterns: ['大樹林'] },
    ];
    expect(chainOf('中壢大樹林藥局', chains)).toBe('B');
    expect(chainOf('中壢大樹藥局', chains)).toBe('A');
    expect(chainOf('中壢藥局', chains)).toBeUndefined();
  });

  it('words that many outlets share are suggested as chains, generic ones are not', () => {
    const names = Array.from({ length: 9 }, (_, i) => `${'甲乙丙丁戊己庚辛壬'[i]}躍獅健保藥局`);
    expect(suggestedChains([...names, '信發藥局']).map(({ pattern, outlets }) => [pattern, outlets])).toEqual(
      [['躍獅', 9]],
    );
  });

  it.each([
    [{ level: '三级', designated: false, name: '医院' }, 'tertiary'],
    [{ level: '', designated: true, name: '苏北人民医院' }, 'designated'],
    [{ level: '', designated: false, name: '江都区大桥中心卫生院' }, 'community'],
    [{ level: '二级', designated: false, name: '医院' }, 'hospital'],
  ])('%j is of tier %s', (facility, tier) => expect(tierOf(facility)).toBe(tier));

  it('distances are those of the map', () => {
    // Yangzhou to Nanjing, about 68 km by great circle.
    const distance = kilometres(
      { latitude: 32.393, longitude: 119.421 },
      { latitude: 32.06, longitude: 118.797 },
    );
    expect(distance).toBeGreaterThan(67);
    expect(distance).toBeLessThan(71);
  });
});

describe('A row of an outlet register', () => {
  it('is read by the open register’s own headings', () => {
    expect(read(row())).toEqual([
      {
        notes: [],
        guessed: ['city', 'district'],
        facts: {
          licenceNumber: '1',
          name: '丁丁藥局',
          address: '臺中市西區民權路1號',
          city: '臺中市',
          district: '西區',
          chain: undefined,
          latitude: 24.1,
          longitude: 120.6,
          telephone: '04-22222832',
          week: 'OOOOOXXOOOOOXXXXXXXXX',
          memo: undefined,
        },
      },
    ]);
  });

  it.each([
    [{ id: '' }, 'missing', 'licenceNumber'],
    [{ name: ' ' }, 'missing', 'name'],
    [{ addr: '' }, 'missing', 'address'],
    [{ name: 'x'.repeat(121) }, 'too-long', 'name'],
    [{ addr: '民權路' }, 'no-district', 'address'],
  ])('with %j is rejected as %s because of its %s', (changes, reason, column) => {
    expect(read(row(changes))).toEqual([
      { rejection: expect.objectContaining({ reason, column }) as unknown },
    ]);
  });

  it.each([
    [{ lat: '91' }, 'position-wrong', 'latitude'],
    [{ lat: '' }, 'position-half', 'latitude'],
    [{ lat: '0', lng: '0' }, 'position-wrong', 'latitude'],
    [{ lat: 'north' }, 'position-wrong', 'latitude'],
    [{ lat: '120.6', lng: '24.1' }, 'position-swapped', 'latitude'],
    [{ business_week: 'OOX' }, 'wrong-week', 'week'],
  ])('with %j is taken without what can’t be read, and says so: %s', (changes, reason, column) => {
    const [one] = read(row(changes)) as [{ facts: OutletRow; notes: unknown[] }];
    expect(one.notes).toEqual([expect.objectContaining({ reason, column })]);
    expect(one.facts).toMatchObject({ licenceNumber: '1', name: '丁丁藥局' });
    if (column === 'latitude')
      expect([one.facts.latitude, one.facts.longitude]).toEqual([undefined, undefined]);
    else expect(one.facts.week).toBeUndefined();
  });

  it('needs three columns', () => {
    expect(readOutletRows({ headings: ['id'], rows: [] }, context).missing).toEqual(['name', 'address']);
  });
});

describe('A changeset', () => {
  const facts = (changes: Partial<OutletRow> = {}): OutletRow => ({
    licenceNumber: '1',
    name: 'A',
    address: 'Road 1',
    city: 'C',
    district: 'D',
    ...changes,
  });
  const known = [{ id: 'k1', facts: facts({ telephone: '1234567' }) }];
  const verdicts = (...rows: OutletRow[]) =>
    changeset(
      outletKind,
      rows.map((one) => ({ facts: one })),
      known,
    );

  it('gives each row exactly one verdict', () => {
    const lines = changeset(
      outletKind,
      [
        { facts: facts() },
        { facts: facts({ licenceNumber: '2', address: 'Road 2' }) },
        { facts: facts({ licenceNumber: '3' }) },
        { facts: facts({ licenceNumber: '2', address: 'Road 9' }) },
        { rejection: { reason: 'missing', column: 'name' } },
      ],
      known,
    );
    expect(lines.map(({ verdict }) => verdict)).toEqual([
      'unchanged',
      'new',
      'duplicate',
      'rejected',
      'rejected',
    ]);
    expect(countsOf(lines)).toEqual({ rows: 5, new: 1, changed: 0, unchanged: 1, duplicate: 1, rejected: 2 });
  });

  it('tells a change field by field, and leaves alone what the row does not state', () => {
    expect(verdicts(facts({ name: 'B', telephone: undefined }))).toEqual([
      expect.objectContaining({ verdict: 'changed', changes: [{ field: 'name', before: 'A', after: 'B' }] }),
    ]);
  });

  it.each([
    ['same-name-and-address', { licenceNumber: '9' }],
    ['same-telephone-and-address', { licenceNumber: '9', name: 'Z', telephone: '1234567' }],
  ])('suspects a duplicate by %s', (reason, changes) => {
    expect(verdicts(facts(changes))[0]).toMatchObject({
      verdict: 'duplicate',
      likeness: { reason, name: 'A' },
    });
  });

  it('suspects a namesake within 50 m', () => {
    const near = { latitude: 24.1, longitude: 120.6 };
    const lines = verdicts(
      facts({ licenceNumber: '5', address: 'Lane 1', ...near }),
      facts({ licenceNumber: '6', address: 'Lane 2', latitude: 24.1001, longitude: 120.6 }),
    );
    expect(lines[1]).toMatchObject({ verdict: 'duplicate', likeness: { reason: 'same-name-nearby' } });
  });
});
