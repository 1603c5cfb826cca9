import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliveryRows } from '../../src/deliveries/delivery-rows.js';
import { readScan } from '../../src/deliveries/scan.js';
import { lotNumber } from '../../src/stock/domain/lot-number.js';
import { KnownLots } from '../../src/stock/domain/near-lots.js';
import { unitsOf } from '../../src/deliveries/domain/pack-units.js';
import { typedCases } from '../support/cases.js';

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

describe('A scan whose separator was lost', () => {
  const typed = typedCases('scans.tsv');
  const scanOf = (name: string) =>
    readScan(
      typed
        .get(name)![0]!
        .replace(/\\x1d/g, gs)
        .replace(/ ?[(]no blank[)]/, '')
        .replace(/ /g, ''),
    );
  const expiresOn = '2028-08-31';

  it('in front of everything reads as ever', () =>
    expect(scanOf('leading-fnc1-as-gs')).toEqual({ gtin: '06901234567892', number: 'AB12', expiresOn }));

  it('behind the lot does not give expiry or serial number to the lot, but asks', () => {
    expect(scanOf('separator-dropped-before-expiry')).toEqual({
      gtin: '06901234567892',
      doubtful: { read: 'AB1217280831', likely: 'AB12' },
    });
    expect(scanOf('separator-dropped-before-serial')).toEqual({
      gtin: '06901234567892',
      expiresOn,
      doubtful: { read: 'AB1221123456789012', likely: 'AB12' },
    });
    expect(readScan(`01069012345678921728083110${'A'.repeat(20)}`)).toMatchObject({ number: 'A'.repeat(20) });
  });

  it('is no question where a lot only looks a little so', () => {
    for (const lot of ['B17240831X', '20210831', '2101', 'ZX217', '211234'])
      expect(readScan(`01069012345678921728083110${lot}`)).toMatchObject({ number: lot, expiresOn });
  });

  it('is a Digital Link, too', () => {
    expect(scanOf('digital-link')).toEqual({ gtin: '06901234567892', number: 'AB12', expiresOn });
    expect(readScan('https://id.example.cn/pack/01/6901234567892/10/AB12/21/S1?17=280800')).toEqual({
      gtin: '06901234567892',
      number: 'AB12',
      expiresOn,
    });
    expect(() => readScan('https://id.gs1.org/x/y')).toThrow(
      expect.objectContaining({ code: 'scan-unreadable' }) as Error,
    );
  });

  it('is of a year that is over, and not of one that is to come', () => {
    expect(scanOf('expiry-1999')).toMatchObject({ expiresOn: '1999-08-31', number: 'AB12' });
    const [another] = typed.get('second-manufacturer')![0]!.split(' ');
    expect(readScan(another!)).toEqual({ gtin: '06909876543212' });
  });

  it('is a traceability code, which says nothing of lot and expiry', () =>
    expect(scanOf('traceability-code-20-digits')).toEqual({ traceability: '81234567890123456789' }));
});

describe('A lot number', () => {
  it('is one however it is spelt: 10,000 spellings', () => {
    const marks = ['', ' ', '\u200b', '\u202d', '\ufeff', '\u00ad', '\u2060', '\u3000', '\ufe0f'];
    const wide = (letter: string) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0);
    const spelling = (number: string) =>
      fc
        .tuple(
          ...[...number].map((letter) =>
            fc.tuple(
              fc.constantFrom(
                letter,
                letter.toLowerCase(),
                wide(letter),
                ...(letter === '-' ? ['‐', '–', '－', '−'] : []),
              ),
              fc.constantFrom(...marks),
            ),
          ),
        )
        .map((parts) => parts.map((part) => part.join('')).join(''));
    fc.assert(
      fc.property(spelling('AB-2308Z01'), (typed) => {
        expect(lotNumber(typed)).toBe('AB-2308Z01');
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['BO213', 'B0213'],
    ['2I08L1', '210811'],
    ['AB-12', 'AB12'],
    ['5S8B', '5588'],
  ])('%s is nearly %s, which is asked about', (number, like) => {
    expect(new KnownLots([like, 'ZZ9']).like(number)).toEqual([like]);
    expect(new KnownLots([like.toLowerCase()]).like(like)).toEqual([]);
  });
});

describe('A delivery’s quantity', () => {
  const tablets = { unit: 'tablet', packSize: 24 } as const;
  const unsaid = { unit: 'tablet', packSize: 1 } as const;
  it.each<[number, string, string, { unit: 'tablet' | 'bottle' | 'box'; packSize: number }, number | string]>(
    [
      [10, '盒', '0.5g*24片', tablets, 240],
      [10, '盒', '', tablets, 240],
      [10, '盒', '0.5g*12片*2板', tablets, 240],
      [10, '盒', '0.5g*12片', tablets, 'packDiffers'],
      [10, '盒', '0.5g*24片', unsaid, 'packUnknown'],
      [10, '片', '', tablets, 10],
      [10, '', '', tablets, 10],
      [0.5, '盒', '', tablets, 12],
      [0.3, '盒', '', tablets, 'noQuantity'],
      [1.5, '片', '', tablets, 'noQuantity'],
      [2, '箱', '', tablets, 'unknownUnit'],
      // A blister may be a part of the pack.
      [10, '板', '0.5g*12片*2板', tablets, 'unknownUnit'],
      [10, '袋', '', tablets, 'unknownUnit'],
      [3, '瓶', '', { unit: 'bottle', packSize: 1 }, 3],
      [3, '盒', '', { unit: 'box', packSize: 1 }, 3],
    ],
  )('%s %s of %s is counted by the catalogue’s pack', (quantity, unit, pack, medicine, expected) =>
    expect(unitsOf({ quantity, unit, pack }, medicine)).toBe(expected),
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
    ['202408', '2024-08-31'],
  ])('understands the expiry %s', (typed, expiresOn) => {
    const { rows, faults } = deliveryRows({ headings, rows: [['PARA500', 'b1', typed, '１,２００']] });
    expect(faults).toEqual([]);
    expect(rows).toMatchObject([{ line: 2, code: 'PARA500', number: 'b1', expiresOn, quantity: 1200 }]);
  });

  it('tells every fault by its line', () => {
    const rows = [
      ['PARA500', 'B1', '2024-08-31', '10'],
      ['', 'B1', '2024-02-30', '-1'],
      ['PARA500', '', '46996', '1,5'],
    ];
    expect(
      deliveryRows({ headings, rows }).faults.map(({ line, key }) => [line, key.split('.').at(-1)]),
    ).toEqual([
      [3, 'noMedicine'],
      [3, 'noDay'],
      [3, 'noQuantity'],
      [4, 'noNumber'],
      [4, 'serialDay'],
      [4, 'noQuantity'],
    ]);
  });

  it.each([
    ['失效期', '2028-08', '2028-07-31'],
    ['失效日期', '2028-08-31', '2028-08-30'],
    ['有效期至', '2028-08', '2028-08-31'],
    ['有效期至', '2028.10', '2028-10-31'],
  ])('under %s takes %s for good until %s', (heading, typed, expiresOn) => {
    const table = { headings: ['药品编码', '批号', heading, '数量'], rows: [['A', 'B', typed, '1']] };
    expect(deliveryRows(table).rows).toMatchObject([{ expiresOn }]);
  });

  it('does not take a spreadsheet’s 2028.1, which was October, for a month', () =>
    expect(deliveryRows({ headings, rows: [['A', 'B', '2028.1', '1']] }).faults).toHaveLength(1));

  it('says which columns are missing', () =>
    expect(deliveryRows({ headings: ['lot'], rows: [] }).missing).toEqual(['code', 'expiresOn', 'quantity']));
});
