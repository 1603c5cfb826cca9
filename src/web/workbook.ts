import exceljs from 'exceljs';

/** A sheet to be written: numbers stay numbers. */
export interface Sheet {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Writes sheets as an XLSX file, their headings bold and in sight while scrolling. */
export async function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const book = new exceljs.Workbook();
  for (const { name, headings, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addRow([...headings]).font = { bold: true };
    for (const row of rows) sheet.addRow([...row]);
    headings.forEach((heading, i) => {
      const longest = Math.max(...[heading, ...rows.map((row) => String(row[i] ?? ''))].map(widthOf));
      sheet.getColumn(i + 1).width = Math.min(40, longest + 2);
    });
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Chinese characters are twice as wide. */
const widthOf = (text: string) => text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0);
