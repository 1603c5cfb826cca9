import type { Ask } from '../web/ask.js';
import type { Values } from '../web/domain/refusal.js';
import type { Table } from './table.js';
import type { RegisterImport } from './register-import.entity.js';
import { type Line, lineOf, type Verdict, verdicts } from './domain/changeset.js';
import type { Changeset } from './imports.service.js';

const linesOnAPage = 100;

/** The changeset as its page shows it: how many of each verdict, and one verdict's lines. */
export function changesetPage(
  { counts, lines, digest, newDistricts, chainSuggestions }: Changeset,
  { leftAlone }: Pick<RegisterImport, 'leftAlone'>,
  ask: Ask,
) {
  const asked = verdicts.find((verdict) => verdict === ask.query('verdict'));
  const shown: Verdict =
    asked ?? verdicts.find((verdict) => verdict !== 'unchanged' && counts[verdict] > 0) ?? 'unchanged';
  const all = lines.filter(({ verdict }) => verdict === shown);
  const number = ask.pageNumber;
  const last = Math.max(1, Math.ceil(all.length / linesOnAPage));
  const to = (page: number) => `?verdict=${shown}&page=${page}`;
  return {
    counts,
    digest,
    newDistricts,
    chainSuggestions,
    tabs: verdicts.map((verdict) => ({ verdict, count: counts[verdict], shown: verdict === shown })),
    shown,
    lines: all.slice((number - 1) * linesOnAPage, number * linesOnAPage),
    list: { number, former: number > 1 && to(number - 1), next: number < last && to(number + 1) },
    leavable: leavableIn(lines, leftAlone ?? []),
    something: counts.new + counts.changed + counts.duplicate > 0,
  };
}

/** The fields that the file would change, with in how many records, and those that are left alone. */
function leavableIn(lines: readonly Line[], left: readonly string[]) {
  const counts = new Map<string, number>(left.map((field) => [field, 0]));
  for (const { changes = [] } of lines)
    for (const { field } of changes) counts.set(field, (counts.get(field) ?? 0) + 1);
  return [...counts].map(([field, count]) => ({ field, count, isLeft: left.includes(field) }));
}

/** The rejected rows as they came, with row, column and reason in front. */
export function rejectedRows(
  table: Table,
  lines: readonly Line[],
  say: (key: string, values?: Values) => string,
): string[][] {
  const column = (name = '') => (name ? say(`imports.fields.${name}`) : '');
  const indexOf = new Map(table.rows.map((_, index) => [lineOf(table, index), index]));
  const rejected = lines.filter(({ verdict }) => verdict === 'rejected');
  return [
    [say('imports.row'), say('imports.column'), say('imports.reason'), ...table.headings],
    ...rejected.map(({ row, rejection }) => [
      String(row),
      column(rejection!.column),
      say(`imports.reasons.${rejection!.reason}`, rejection!.values),
      ...table.rows[indexOf.get(row)!]!,
    ]),
  ];
}
