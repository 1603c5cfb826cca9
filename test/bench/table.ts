import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import sqlite3 from 'sqlite3';

export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly ratio: string;
  readonly wanted: string;
  readonly holds: boolean;
}

/** Prints the table, and keeps it in `docs/bench.md`. */
export function keep(lines: readonly Line[]): void {
  const machine = `${cpus().length} × ${cpus()[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`;
  const rows = lines.map(
    ({ what, measured, ratio, wanted, holds }) =>
      `| ${what} | ${measured} | ${ratio} | ${wanted} | ${holds ? 'yes' : '**no**'} |`,
  );
  const text = [
    '# Bench',
    '',
    'Made by `npm run bench`; all figures are of one run, and the ratios are what counts.',
    '',
    `Machine: ${machine}. Node ${process.version}, SQLite ${sqlite3.VERSION}.`,
    '',
    '| what | measured | ratio | wanted | holds |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  writeFileSync('docs/bench.md', text);
  process.stdout.write(`\n${text}\n`);
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
