import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { availabilityHeadings, readAvailabilityRows } from '../../src/doctors/domain/availability-rows.js';
import { capacityHeadings, readCapacityRows } from '../../src/facilities/domain/capacity-rows.js';
import {
  facilityHeadings,
  facilityKind,
  readFacilityRows,
} from '../../src/facilities/domain/facility-rows.js';
import { changeset } from '../../src/imports/domain/changeset.js';
import type { KnownColumns } from '../../src/imports/domain/columns.js';
import type { RowSource } from '../../src/imports/domain/rows.js';
import { tableOf } from '../../src/imports/table-of.js';
import type { Table } from '../../src/imports/table.js';
import { medicineHeadings, readMedicineRows } from '../../src/medicines/domain/medicine-rows.js';
import {
  outletHeadings,
  outletKind,
  type OutletRow,
  readOutletRows,
} from '../../src/network/domain/outlet-rows.js';
import { caseOf } from '../support/cases.js';

const everywhere = { districts: [], chains: [], covers: () => true };
const anhui = '惠民大药房';

/** What became of a case: the facts of each row, or why it was refused. */
function fate<F>(
  name: string,
  columns: KnownColumns,
  read: (table: RowSource) => { parsed: readonly F[]; missing: readonly string[] },
) {
  const table = tableOf(caseOf(name), { columns });
  const { parsed, missing } = read(table);
  return { table, missing, parsed: parsed as readonly Record<string, never>[] };
}
const outlets = (name: string) => fate(name, outletHeadings, (table) => readOutletRows(table, everywhere));
const facilities = (name: string) => fate(name, facilityHeadings, readFacilityRows);
const medicines = (name: string) => fate(name, medicineHeadings, readMedicineRows);
const capacity = (name: string) =>
  fate(name, capacityHeadings, (table) => readCapacityRows(table, 'Asia/Shanghai'));
const factsOf = ({ parsed }: { parsed: readonly Record<string, unknown>[] }) =>
  parsed.map(({ facts }) => facts as Record<string, unknown> | undefined);
const reasonsOf = ({ parsed }: { parsed: readonly Record<string, unknown>[] }) =>
  parsed.map(({ rejection }) => (rejection as { reason: string } | undefined)?.reason);
const notesOf = ({ parsed }: { parsed: readonly Record<string, unknown>[] }) =>
  parsed.map(({ notes }) => (notes as { reason: string }[] | undefined)?.map(({ reason }) => reason));
const noteKeys = ({ notes = [] }: Table) => notes.map(({ key }) => key);

describe('Of what neighbouring systems got wrong, a register of outlets', () => {
  it('in Big5 is read as Big5', () => {
    const found = outlets('outlets-big5.csv');
    expect(noteKeys(found.table)[0]).toMatch(/^encoding/);
    expect(found.table.notes![0]!.values.encoding).toBe('BIG5');
    expect(factsOf(found)[0]).toMatchObject({ licenceNumber: '5900000001', city: '臺北市' });
  });

  it.each(['outlets-gb18030-four-byte.csv', 'outlets-rare-characters.csv', 'outlets-multi-line-cell.csv'])(
    'is read: %s',
    (name) => expect(factsOf(outlets(name))[0]).toMatchObject({ district: '邗江区' }),
  );

  it('with headings as public lists have them is read', () => {
    expect(outlets('outlets-headings-of-public-lists.csv').missing).toEqual([]);
    expect(factsOf(outlets('outlets-headings-of-public-lists.csv'))).toMatchObject([
      { licenceNumber: '苏DA9990012', name: '测试药房B', telephone: '0514-80000012' },
    ]);
  });

  it('below a title is read from where its headings are, and says so', () => {
    const found = outlets('outlets-title-row.csv');
    expect(factsOf(found)).toMatchObject([{ licenceNumber: '苏DA9990011' }]);
    expect(found.table.lines).toEqual([3]);
    expect(noteKeys(found.table)).toEqual(['titles-passed']);
  });

  it('with hours as people write them has the sessions that these make possible', () => {
    const [day, always, split, night] = factsOf(outlets('outlets-hours-as-people-write.csv')).map(
      (facts) => facts!.week,
    );
    expect(day).toBe('O'.repeat(21));
    expect(always).toBe('O'.repeat(21));
    expect(split).toBe('O'.repeat(21));
    expect(night).toBe('X'.repeat(21));
  });

  it('loses a position that is none, and no row', () => {
    expect(notesOf(outlets('outlets-lat-lng-swapped.csv'))).toEqual([['position-swapped']]);
    expect(notesOf(outlets('outlets-one-coordinate-missing.csv'))).toEqual([['position-half']]);
    expect(factsOf(outlets('outlets-lat-lng-with-degree.csv'))).toMatchObject([
      { latitude: 32.39, longitude: 119.41 },
    ]);
  });

  it('with licence numbers that the spreadsheet has cut short is refused by name', () => {
    const found = outlets('outlets-licence-number-as-number.xlsx');
    expect(new Set(reasonsOf(found))).toEqual(new Set(['long-number']));
  });

  it('that has no column of chains leaves an officer’s chain alone', () => {
    const chains = [{ name: '安康药房', namePatterns: ['安康'] }];
    const table = tableOf(caseOf('outlets-chain-guessed-over-officers.csv'), { columns: outletHeadings });
    const { parsed } = readOutletRows(table, { ...everywhere, chains });
    const [row] = parsed as [{ facts: OutletRow }];
    const standing = { ...row.facts, chain: anhui, telephone: '0514-81111111', district: '广陵区' };
    const [line] = changeset(outletKind, parsed, [{ id: 'a', facts: standing }], table);
    expect(line!.changes).toEqual([{ field: 'telephone', before: '0514-81111111', after: '0514-85000001' }]);
    expect(line!.facts).toMatchObject({ chain: anhui, district: '广陵区' });
    expect(changeset(outletKind, parsed, [], table)[0]).toMatchObject({
      verdict: 'new',
      guessed: ['city', 'district', 'chain'],
    });
  });

  it('leaves alone what somebody has said to leave', () => {
    const table = tableOf(caseOf('outlets-chain-guessed-over-officers.csv'), { columns: outletHeadings });
    const { parsed } = readOutletRows(table, everywhere);
    const [row] = parsed as [{ facts: OutletRow }];
    const standing = [{ id: 'a', facts: { ...row.facts, telephone: '1', name: 'x' } }];
    const left = { ...table, left: ['telephone'] };
    expect(changeset(outletKind, parsed, standing, left)[0]!.changes!.map(({ field }) => field)).toEqual([
      'name',
    ]);
  });
});

describe('A register of facilities', () => {
  it('keeps which of them are fever clinics', () => {
    const facts = factsOf(facilities('facilities-not-every-row-is-a-fever-clinic.csv'));
    expect(facts.map((one) => [one!.feverClinic, one!.tier])).toEqual([
      [false, 'hospital'],
      [true, 'tertiary'],
    ]);
  });

  it.each(['facilities-telephone-raises-tier.csv', 'facilities-telephones-only.csv'])(
    'of telephones changes telephones alone: %s',
    (name) => {
      const { table, parsed } = facilities(name);
      const standing = (parsed as unknown as { facts: Record<string, never> }[]).map(({ facts }, i) => ({
        id: String(i),
        facts: { ...facts, tier: 'sub-designated', feverClinic: false, telephone: '0' },
      }));
      const lines = changeset(facilityKind, parsed as never, standing as never, table);
      for (const { changes } of lines) expect(changes!.map(({ field }) => field)).toEqual(['telephone']);
    },
  );

  it('loses a position that is nowhere', () => {
    const found = facilities('facilities-lat-impossible.csv');
    expect(notesOf(found)).toEqual([['position-wrong'], ['position-wrong']]);
    expect(factsOf(found).map((facts) => facts!.latitude)).toEqual([undefined, undefined]);
  });
});

describe('A catalogue of medicines', () => {
  it.each([
    ['medicines-code-with-hyphen.csv', { code: 'PARA-500' }],
    ['medicines-national-insurance-code-23-characters.csv', { code: 'XN02BED001A001010100001' }],
    ['medicines-no-english-name.csv', { code: 'TSTD', nameEn: undefined }],
    ['medicines-other-form-words.csv', { form: 'tablet' }],
  ])('is taken: %s', (name, facts) => {
    const found = medicines(name);
    expect(found.missing).toEqual([]);
    expect(reasonsOf(found).filter(Boolean)).toEqual([]);
    expect(factsOf(found)[0]).toMatchObject(facts);
  });

  it('may count ingredients in micrograms, per cent and ten thousand units', () =>
    expect(reasonsOf(medicines('medicines-ingredient-ug-and-percent.csv')).filter(Boolean)).toEqual([]));

  it('with a barcode that the spreadsheet has cut short is refused by that name', () =>
    expect(reasonsOf(medicines('medicines-gtin-scientific.csv'))).toEqual(['long-number']));

  it('with the national list’s headings lacks its group alone, and says so', () =>
    expect(medicines('medicines-national-catalogue-headings.csv').missing).toEqual(['group']));
});

describe('A merged cell', () => {
  it('says its words for each of its rows, and its figure for none but the first', () => {
    const sheet = utils.aoa_to_sheet([
      ['许可证号', '名称', '数量'],
      ['A1', '同一名', 300],
      ['A2', null, null],
    ]);
    sheet['!merges'] = [
      { s: { r: 1, c: 1 }, e: { r: 2, c: 1 } },
      { s: { r: 1, c: 2 }, e: { r: 2, c: 2 } },
    ];
    const book = write(utils.book_new(sheet, 'x'), { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    const { rows } = tableOf(book, { columns: outletHeadings });
    expect(rows.map(([number, name, figure = '']) => [number, name, figure])).toEqual([
      ['A1', '同一名', '300'],
      ['A2', '同一名', ''],
    ]);
  });
});

describe('A report of room', () => {
  const at = (name: string) => factsOf(capacity(name))[0]?.reportedAt;
  it.each(['capacity-slash-date.csv', 'capacity-excel-date-cell.xlsx'])('is read: %s', (name) =>
    expect(at(name)).toBe('2026-11-27T01:30:00.000Z'),
  );
  it('with words for figures is refused', () =>
    expect(reasonsOf(capacity('capacity-percent-and-words.csv'))).toEqual(['wrong-figure']));
});

describe('A file of when doctors can', () => {
  it('whose blanks may mean no is told that they are blank', () => {
    const table = tableOf(caseOf('availability-blank-means-cannot.csv'), { columns: availabilityHeadings });
    expect(readAvailabilityRows(table, '2026-11-28').parsed).toEqual([
      { rejection: { reason: 'wrong-saying', column: 'monday' } },
    ]);
  });
});
