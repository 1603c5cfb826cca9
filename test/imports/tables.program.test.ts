import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOf } from '../../src/imports/table-of.js';
import { readTable } from '../../src/imports/read-table.js';
import { UnreadableTable } from '../../src/imports/table.js';
import { bigSheet, packedSpaces, parts, sheetOf } from '../support/hostile-files.js';
import { xlsxOf } from '../support/sheets.js';

const csv = (text: string) => Buffer.from(text);

/** What a file is refused with; a table where it is not. */
async function fate(content: Buffer) {
  return readTable(content).catch((error: unknown) => {
    if (!(error instanceof UnreadableTable)) throw error;
    return error.code;
  });
}

/** An archive of one entry whose headers say whatever they are told to say. */
function lyingArchive(name: string, inside: Buffer, said: { local: number; directory: number }): Buffer {
  const packed = deflateRawSync(inside);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc32(inside), 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(said.local, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(crc32(inside), 16);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(said.directory, 24);
  entry.writeUInt16LE(name.length, 28);
  const front = Buffer.concat([local, Buffer.from(name), packed]);
  const directory = Buffer.concat([entry, Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(front.length, 16);
  return Buffer.concat([front, directory, end]);
}

describe('A table', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', csv('编码,名称\nA1,"对乙酰氨基酚, 片"\n\nB2,维C\n')],
    ['UTF-8 with its mark, tabs', csv('\ufeff编码\t名称\nA1\t"对乙酰氨基酚, 片"\n\nB2\t维C\n')],
    [
      'UTF-16',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from('编码,名称\nA1,"对乙酰氨基酚, 片"\n\nB2,维C\n', 'utf16le'),
      ]),
    ],
    ['XLSX', xlsxOf([['编码 ', '名称'], ['A1', '对乙酰氨基酚, 片'], [], ['B2', '维C']])],
  ])('is read from %s', async (_, content) => {
    expect(await readTable(content)).toMatchObject({
      lines: [2, 4],
      headings: ['编码', '名称'],
      rows: [
        ['A1', '对乙酰氨基酚, 片'],
        ['B2', '维C'],
      ],
    });
  });

  it('of a spreadsheet says what its cells show: results, every digit, days as days, faults as faults', async () => {
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>h</t></is></c></row>' +
      '<row r="3"><c r="A3"><v>5141234567</v></c><c r="B3"><f>1+1</f><v>2</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="e"><v>#N/A</v></c>' +
      '<c r="F3" t="inlineStr"><is><r><t>对乙</t></r><r><t>酰氨基酚</t></r></is></c><c r="G3"><v>0.1</v></c></row>';
    const { rows: read } = tableOf(sheetOf(rows));
    expect(read).toEqual([['5141234567', '2', 'true', '#N/A', '', '对乙酰氨基酚', '0.1']]);
    const [day] = tableOf(xlsxOf([['h'], [new Date(Date.UTC(2028, 7, 31))]])).rows;
    expect(day).toEqual(['2028-08-31']);
  });

  it('keeps every row up to 50,000, and is refused with one more', async () => {
    const of = (rows: number) => csv('h\n' + 'x\n'.repeat(rows));
    const full = await readTable(of(50_000));
    expect(full.rows).toHaveLength(50_000);
    expect(await fate(of(50_001))).toBe('too-many-rows');
    // Blank rows between do not hide those behind them.
    expect(await fate(csv('h\n' + ',\n'.repeat(60_000) + 'x\n'))).toBe('too-many-rows');
  });
});

describe('A file that would bring the server down', () => {
  const row = (n: number, cells: string) => `<row r="${n}">${cells}</row>`;
  const shared = 'x'.repeat(30_000);
  it.each<[string, () => Buffer, string]>([
    ['0.3 MB that unpack to 300 MB', () => packedSpaces(300_000_000), 'file-too-large-inside'],
    [
      'an archive that says it holds little and holds much',
      () => lyingArchive('xl/workbook.xml', Buffer.alloc(300_000_000, 32), { local: 10, directory: 10 }),
      'unreadable-file',
    ],
    [
      'an archive whose entry says it holds 4 GB',
      () => lyingArchive('xl/workbook.xml', Buffer.from('x'), { local: 0xfffffff0, directory: 1 }),
      'unreadable-file',
    ],
    ['a million rows', () => bigSheet(1_000_000), 'too-many-rows'],
    ['a cell in the last column', () => sheetOf(row(1, '<c r="XFD1"><v>1</v></c>')), 'too-many-columns'],
    [
      'one cell of 90 MB',
      () => sheetOf(row(1, `<c r="A1" t="inlineStr"><is><t>${'x'.repeat(90_000_000)}</t></is></c>`)),
      'cell-too-long',
    ],
    [
      'a long text that a hundred thousand cells share',
      () =>
        sheetOf(
          Array.from({ length: 1000 }, (_, i) =>
            row(i + 1, Array.from({ length: 100 }, () => '<c t="s"><v>0</v></c>').join('')),
          ).join(''),
          {
            '[Content_Types].xml': parts['[Content_Types].xml'].replace(
              '</Types>',
              '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
            ),
            'xl/sharedStrings.xml': `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si><t>${shared}</t></si></sst>`,
          },
        ),
      'file-too-large-inside',
    ],
    ['a CSV of 100,000 columns', () => csv(','.repeat(100_000)), 'too-many-columns'],
    ['10 MB of lines', () => csv('x\n'.repeat(5_000_000)), 'too-many-rows'],
    [
      'a quotation mark that is never closed',
      () => csv('a,b\n"' + 'x,y\n'.repeat(2_000_000)),
      'unreadable-file',
    ],
    ['a cell of 40,000 characters', () => csv('a\n' + 'x'.repeat(40_000)), 'cell-too-long'],
    ['a spreadsheet cut in half', () => xlsxOf([['a'], ['b']]).subarray(0, 3000), 'unreadable-file'],
    ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'unreadable-file'],
    ['nothing', () => Buffer.alloc(0), 'unreadable-file'],
  ])(
    'is refused with its reason: %s',
    async (_, file, expected) => {
      expect(await fate(file())).toBe(expected);
    },
    60_000,
  );

  it('is refused or read, whatever its bytes are, and nothing else happens', () => {
    const whole = xlsxOf([
      ['编码', '名称'],
      ['A1', '对乙酰氨基酚'],
    ]);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 500 }).map((array) => Buffer.from(array)),
      fc
        .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
        .map((changes) => {
          const copy = Buffer.from(whole);
          for (const [at, byte] of changes) copy[at] = byte;
          return copy;
        }),
    );
    fc.assert(
      fc.property(bytes, (content) => {
        try {
          return tableOf(content).headings.length > 0;
        } catch (error) {
          return error instanceof UnreadableTable;
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('keeps nobody else from being answered', async () => {
    const order: string[] = [];
    const file = bigSheet(200_000);
    const read = fate(file).then(() => order.push('file'));
    await new Promise((soon) => setImmediate(soon)).then(() => order.push('others'));
    await read;
    expect(order).toEqual(['others', 'file']);
  });
});
