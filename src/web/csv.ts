import { stringify } from 'csv-stringify/sync';
import { guarded } from '../values/formula.js';

export const csvType = 'text/csv; charset=utf-8';

/** Lines as a CSV file. The mark at the front lets Excel read Chinese; nothing in it is taken for a formula. */
export const csvText = (lines: readonly (readonly (string | number)[])[]): string =>
  stringify(
    lines.map((line) => line.map((cell) => (typeof cell === 'string' ? guarded(cell) : cell))),
    { bom: true },
  );
