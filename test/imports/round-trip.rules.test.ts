import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  availabilityHeadings,
  exportHeadings,
  exportRow,
  readAvailabilityRows,
} from '../../src/doctors/domain/availability-rows.js';
import { capacityHeadings } from '../../src/facilities/domain/capacity-rows.js';
import { facilityHeadings } from '../../src/facilities/domain/facility-rows.js';
import { medicineHeadings } from '../../src/medicines/domain/medicine-rows.js';
import { safetyRuleHeadings } from '../../src/medicines/domain/safety-rule-rows.js';
import { mostWeekHours } from '../../src/doctors/domain/availability.js';
import type { KnownColumns } from '../../src/imports/domain/columns.js';
import type { Line } from '../../src/imports/domain/changeset.js';
import { rejectedRows } from '../../src/imports/import.page.js';
import { markOf } from '../../src/imports/known-headings.entity.js';
import { csvText } from '../../src/web/csv.js';
import { translate } from '../../src/web/language.js';
import { workbook } from '../../src/web/workbook.js';
import { tableOf } from '../../src/imports/table-of.js';
import { outletHeadings, readOutletRows } from '../../src/network/domain/outlet-rows.js';
import { dayIn, lastDayIn } from '../../src/values/day.js';
import { numberOf } from '../../src/values/number.js';
import { inBig5, inGb18030 } from '../support/encodings.js';
import { caseOf } from '../support/cases.js';
import { xlsxOf } from '../support/sheets.js';

/** Nothing that a file may not hold at all. */
const cell = fc.oneof(
  // U+FFFD stands for what could not be read: no file of ours has it.
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((all) => all.replaceAll('\ufffd', '')),
  fc.constantFrom(
    '00123',
    'toString',
    '__proto__',
    '="1"',
    '+86 138 0000 0000',
    '-5',
    "'=1",
    "''+x",
    '＝1',
    '1,200',
    '1E5',
    '6901234567892',
  ),
  fc.stringMatching(/^0[0-9]{3,20}$/),
);
/** A line's end is a line's end, and blanks at the end are nothing. */
const said = (text: string) => text.replace(/\r\n?/g, '\n').trimEnd();

const everywhere = { districts: [], chains: [], covers: () => true };

/** Everyday characters that both Chinese encodings have, with what breaks tables. */
const letters = [...'大中文山水安康人民路店家公司一二三上下左右天地日月年,;"\t 0123456789ABxyz-()'];
const text = fc
  .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 })
  .map((all) => `店${all.join('').trim()}`);
const outlet = fc.record({
  licenceNumber: fc.stringMatching(/^[A-Z]{2}[0-9]{1,14}$/),
  name: text,
  address: text.map((place) => `中山市大安區${place}`),
  telephone: fc.stringMatching(/^0[1-9][0-9]{2}-[0-9]{7}$/),
  latitude: fc.integer({ min: 1, max: 50_000 }).map((n) => String(n / 1000)),
  longitude: fc.integer({ min: 137_000, max: 179_000 }).map((n) => String(n / 1000)),
});
type Field = 'licenceNumber' | 'name' | 'address' | 'telephone' | 'latitude' | 'longitude';

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (csv) => Buffer.from(csv),
  'UTF-8 with its mark': (csv) => Buffer.from(`\ufeff${csv}`),
  'UTF-16': (csv) => Buffer.from(`\ufeff${csv}`, 'utf16le'),
  'UTF-16 without its mark': (csv) => Buffer.from(csv, 'utf16le'),
  'UTF-16 with its halves the other way': (csv) => Buffer.from(`\ufeff${csv}`, 'utf16le').swap16(),
  GB18030: inGb18030,
  Big5: inBig5,
};

describe('A file that we write', () => {
  const anyKind = fc.constantFrom<KnownColumns>(
    outletHeadings,
    facilityHeadings,
    capacityHeadings,
    medicineHeadings,
    safetyRuleHeadings,
    availabilityHeadings,
  );
  /** A table of rejected rows as it is downloaded, in both forms, and what is read from each. */
  async function readBack(headings: readonly string[], rows: readonly string[][], known: KnownColumns) {
    const lines = rows.map((_, i): Line => ({
      row: i + 2,
      verdict: 'rejected',
      rejection: { reason: 'missing' },
    }));
    const table = { headings: [...headings], rows: rows.map((row) => [...row]), notes: [] };
    const written = rejectedRows(table, lines, (key) => translate('zh-CN', key, {}));
    const [top, ...below] = written;
    const files = [
      Buffer.from(csvText(written)),
      await workbook([{ name: '退回', headings: top!, rows: below, mended: true }]),
    ];
    return files.map((file) => tableOf(file, { columns: known }));
  }

  it('of rejected rows comes back as it was, whatever stands in it, and under the headings that were said', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyKind,
        fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat({ max: 3 })),
        async (known, rows, names) => {
          const headings = Object.values(known)
            .slice(0, 8)
            .map((all) => all[names.next().value % all.length]!);
          for (const table of await readBack(
            headings,
            rows.map((row) => row.slice(0, headings.length)),
            known,
          )) {
            expect(table.headings.slice(3)).toEqual(headings);
            expect(markOf(table.headings)).toBe(markOf(headings));
            expect(table.rows.map((row) => headings.map((_, i) => said(row[i + 3] ?? '')))).toEqual(
              rows.map((row) => row.slice(0, headings.length).map(said)),
            );
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never runs what a name begins with', () => {
    const { headings, rows } = tableOf(caseOf('outlets-formula-like-name.csv'), { columns: outletHeadings });
    expect(rows[0]).toContain('=HYPERLINK("http://x","a")');
    const written = csvText([headings, ...rows]);
    expect(written).toContain(`"'=HYPERLINK(""http://x"",""a"")"`);
    expect(tableOf(Buffer.from(written), { columns: outletHeadings }).rows).toEqual(rows);
  });

  it('of when doctors can is read as it was said', async () => {
    const three = fc.string({ unit: fc.constantFrom('O', 'L', 'R', 'X'), minLength: 3, maxLength: 3 });
    const day = fc
      .date({ min: new Date('2023-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const doctor = fc.record({
      licenceNumber: fc.stringMatching(/^[0-9]{15}$/),
      name: fc.stringMatching(/^[一-龥]{2,4}$/),
      ...{ monday: three, tuesday: three, wednesday: three, thursday: three, friday: three },
      ...{
        saturday: three,
        sunday: three,
        mostHours: fc.integer({ min: 0, max: mostWeekHours }),
        overtime: fc.boolean(),
      },
      lent: fc.boolean(),
      ...{ lentFrom: fc.constantFrom('', '2023-01-01'), lentUntil: fc.oneof(fc.constant(''), day) },
      otherwise: fc.uniqueArray(fc.tuple(day, three), { maxLength: 3, selector: ([on]) => on }).map((all) =>
        all
          .sort()
          .map(([on, says]) => `${on} ${says}`)
          .join('; '),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(doctor, { minLength: 1, maxLength: 5 }), async (doctors) => {
        const rows = doctors.map(exportRow);
        const files = [
          Buffer.from(csvText([exportHeadings, ...rows])),
          await workbook([{ name: '排班', headings: exportHeadings, rows }]),
        ];
        for (const file of files) {
          const { parsed } = readAvailabilityRows(
            tableOf(file, { columns: availabilityHeadings }),
            '2022-12-19',
          );
          expect(parsed.map((one) => 'facts' in one && one.facts)).toEqual(doctors);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('A table of random values', () => {
  it('reads back to the same values, in whatever encoding, delimiter, heading and order of columns', () => {
    const fields: readonly Field[] = [
      'licenceNumber',
      'name',
      'address',
      'telephone',
      'latitude',
      'longitude',
    ];
    fc.assert(
      fc.property(
        fc.uniqueArray(outlet, {
          minLength: 3,
          maxLength: 8,
          selector: ({ licenceNumber }) => licenceNumber,
        }),
        fc.constantFrom(...Object.keys(encodings), 'XLSX'),
        fc.constantFrom(',', '\t', ';'),
        fc.shuffledSubarray([...fields], { minLength: fields.length }),
        fc.nat({ max: 1 }),
        (rows, encoding, delimiter, order, word) => {
          const cells = [
            order.map((field) => outletHeadings[field][encoding === 'Big5' ? 1 : word]!),
            ...rows.map((row) => order.map((field) => row[field])),
          ];
          const content =
            encoding === 'XLSX' ? xlsxOf(cells) : encodings[encoding]!(stringify(cells, { delimiter }));
          const { parsed, missing } = readOutletRows(
            tableOf(content, { columns: outletHeadings }),
            everywhere,
          );
          expect(missing).toEqual([]);
          expect(parsed).toHaveLength(rows.length);
          parsed.forEach((one, i) => {
            const row = rows[i]!;
            expect('facts' in one && one.facts).toMatchObject({
              licenceNumber: row.licenceNumber,
              name: row.name.replace(/\s+/g, ' ').trim(),
              address: row.address.replace(/\s+/g, ' ').trim(),
              telephone: row.telephone,
              latitude: Number(row.latitude),
              longitude: Number(row.longitude),
            });
          });
        },
      ),
      { numRuns: 600 },
    );
  });

  it('has days that are read as what they are, in whatever form, or not at all', () => {
    const forms: readonly ((y: string, m: string, d: string) => string)[] = [
      (y, m, d) => `${y}-${m}-${d}`,
      (y, m, d) => `${y}/${Number(m)}/${Number(d)}`,
      (y, m, d) => `${y}.${m}.${d}`,
      (y, m, d) => `${y}年${Number(m)}月${Number(d)}日`,
      (y, m, d) => `${y}${m}${d}`,
      (y, m, d) => `${y}-${m}-${d} 00:00:00`,
    ];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        fc.nat({ max: forms.length - 1 }),
        (date, form) => {
          const day = date.toISOString().slice(0, 10);
          const [y, m, d] = day.split('-') as [string, string, string];
          expect(dayIn(forms[form]!(y, m, d))).toBe(day);
          // Day first, month first, two digits of a year: never another day.
          for (const doubtful of [
            `${d}/${m}/${y}`,
            `${m}/${d}/${y}`,
            `${y.slice(2)}${m}${d}`,
            `${y.slice(2)}-${m}-${d}`,
          ])
            expect([undefined]).toContain(dayIn(doubtful));
          const lastOfMonth = lastDayIn(`${y}${m}`)!;
          expect(lastOfMonth.slice(0, 7)).toBe(`${y}-${m}`);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('has numbers that are read as what they are, in whatever form, or not at all', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (whole) => {
        const grouped = whole.toLocaleString('en');
        for (const form of [String(whole), grouped, `${whole}.00`, grouped.replace(/,/g, '，')])
          expect(numberOf(form)).toBe(whole);
        const fullWidth = String(Math.abs(whole)).replace(/\d/g, (digit) =>
          String.fromCodePoint(0xff10 + Number(digit)),
        );
        expect(numberOf(fullWidth)).toBe(Math.abs(whole));
      }),
      { numRuns: 2_000 },
    );
    for (const doubtful of ['1,2', '1,20', '12,34,567', '1 200', '1.2.3', '1.2E+5', '', '-', '一百'])
      expect([doubtful, numberOf(doubtful)]).toEqual([doubtful, undefined]);
    expect(numberOf('38。6')).toBe(38.6);
  });
});
