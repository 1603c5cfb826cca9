import { describe, expect, it } from 'vitest';
import { deliveryRows } from '../../src/stock/deliveries/delivery-rows.js';
import { readScan } from '../../src/stock/deliveries/scan.js';

const gs = '\u001d';

describe('A scanned pack', () => {
  const pack = { gtin: '06901234567892', number: 'B123', expiresOn: '2024-08-31' };
  it.each([
    ['a DataMatrix with its separator', `]d201069012345678921724083110B123${gs}21SERIAL`, pack],
    ['with the lot before the expiry', `0106901234567892${'10'}B123${gs}17240831`, pack],
    ['with a separator that a keyboard can type', '010690123456789210B123|17240831', pack],
    ['in brackets, as printed', '(01)06901234567892(17)240831(10)B123', pack],
    // GS1 General Specifications, 3.4.7: day 00 is the last of the month.
    ['with a month only', '01069012345678921724080010B123', pack],
    [
      'a GS1-128 without a lot',
      ']C1010690123456789217240831',
      { gtin: pack.gtin, expiresOn: pack.expiresOn },
    ],
    ['a plain EAN-13', '6901234567892', { gtin: pack.gtin }],
  ])('is read: %s', (_, text, expected) => expect(readScan(text)).toEqual(expected));

  it.each([
    ['nothing of a pack', 'hello', 'scan-unreadable'],
    ['cut off in the middle', '010690123', 'scan-unreadable'],
    ['a day that there is not', '01069012345678921726023010B1', 'scan-unreadable'],
    ['only a date', '17240831', 'wrong-gtin'],
    ['a GTIN with two digits swapped', '01069012345678291724083110B1', 'wrong-gtin'],
  ])('is refused: %s', (_, text, code) =>
    expect(() => readScan(text)).toThrow(expect.objectContaining({ code }) as Error),
  );
});

describe('A delivery’s file', () => {
  const headings = ['药品编码', '批号', '有效期至', '数量'];

  it.each([
    ['2024-08-31', '2024-08-31'],
    ['2024/8/31', '2024-08-31'],
    ['20240831', '2024-08-31'],
    ['2024年8月31日', '2024-08-31'],
    ['2024-02', '2024-02-29'],
    ['2024年8月', '2024-08-31'],
  ])('understands the expiry %s', (typed, expiresOn) => {
    const { rows, faults } = deliveryRows({ headings, rows: [['PARA500', 'b1', typed, '１２０']] });
    expect(faults).toEqual([]);
    expect(rows).toEqual([{ line: 2, medicine: 'PARA500', number: 'b1', expiresOn, quantity: 120 }]);
  });

  it('tells every fault by its line', () => {
    const rows = [
      ['PARA500', 'B1', '2024-08-31', '10'],
      ['', 'B1', '2024-02-30', '-1'],
      ['PARA500', '', '2024-08-31', '1.5'],
    ];
    expect(deliveryRows({ headings, rows }).faults).toEqual([
      { line: 3, key: 'stock.file.faults.noMedicine' },
      { line: 3, key: 'stock.file.faults.noDay' },
      { line: 3, key: 'stock.file.faults.noQuantity' },
      { line: 4, key: 'stock.file.faults.noNumber' },
      { line: 4, key: 'stock.file.faults.noQuantity' },
    ]);
  });

  it('says which column is missing', () => {
    expect(deliveryRows({ headings: ['code', 'lot'], rows: [] }).faults.map(({ key }) => key)).toEqual([
      'stock.file.noColumn.expiresOn',
      'stock.file.noColumn.quantity',
    ]);
  });
});
