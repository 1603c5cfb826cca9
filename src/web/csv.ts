import { stringify } from 'csv-stringify/sync';

export const csvType = 'text/csv; charset=utf-8';

/** Lines as a CSV file. The mark at the front lets Excel read Chinese; nothing in it is taken for a formula. */
export const csvText = (lines: readonly (readonly (string | number)[])[]): string =>
  stringify(
    lines.map((line) => line.map((cell) => (typeof cell === 'string' ? asText(cell) : cell))),
    { bom: true },
  );

/** Spreadsheets also take the full-width signs for the beginning of a formula. */
const beginsFormula = /^[=+\-@\t\r＝＋－＠]/;

const asText = (cell: string) => (beginsFormula.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell);
