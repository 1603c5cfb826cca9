import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import sqlite3 from 'sqlite3';

export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly ratio: string;
  readonly wanted: string;
  readonly holds: boolean;
}

const file = 'docs/bench.md';

/** Prints a section of the table, and keeps it in `docs/bench.md` beside the other sections. */
export function keep(section: string, lines: readonly Line[]): void {
  const machine = `${cpus().length} × ${cpus()[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`;
  const rows = lines.map(
    ({ what, measured, ratio, wanted, holds }) =>
      `| ${what} | ${measured} | ${ratio} | ${wanted} | ${holds ? 'yes' : '**no**'} |`,
  );
  const table = ['| what | measured | ratio | wanted | holds |', '|---|---|---|---|---|', ...rows].join('\n');
  const sections = new Map([...sectionsOf(readFileSync(file, 'utf8')), [section, table] as const]);
  const text = [
    '# Bench',
    '',
    'Made by `npm run bench`; all figures are of one run, and the ratios are what counts.',
    '',
    `Machine: ${machine}. Node ${process.version}, SQLite ${sqlite3.VERSION}.`,
    '',
    ...[...sections].flatMap(([name, content]) => [`## ${name}`, '', content, '']),
  ].join('\n');
  writeFileSync(file, text);
  process.stdout.write(`\n${section}\n${table}\n`);
}

const sectionsOf = (text: string): [string, string][] =>
  text
    .split(/^## /m)
    .slice(1)
    .map((part) => [part.split('\n')[0]!, part.split('\n').slice(1).join('\n').trim()]);

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
