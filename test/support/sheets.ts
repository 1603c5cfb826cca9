import { read, utils, write } from '@e965/xlsx';

/** The sheets of an XLSX file, each as its rows; a blank cell is ''. */
export function sheetsOf(content: Uint8Array): unknown[][][] {
  const { SheetNames, Sheets } = read(content, { type: 'array' });
  return SheetNames.map((name) => utils.sheet_to_json(Sheets[name]!, { header: 1, defval: '' }));
}

/** An XLSX file of one sheet, as a spreadsheet program saves it. */
export function xlsxOf(rows: unknown[][], name = '门店'): Buffer {
  const book = utils.book_new(utils.aoa_to_sheet(rows), name);
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}

/** An XLSX file of several sheets, by their names. */
export function bookOf(sheets: Readonly<Record<string, unknown[][]>>): Buffer {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}
