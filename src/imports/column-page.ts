import type { Language } from '../config/settings.js';
import { type KnownColumns, mapColumns } from './domain/columns.js';
import type { RowSource } from './domain/rows.js';

const samples = 3;
const mostNames = 6;
const longestSample = 40;

/** The columns of a file beside the fields that it may hold, for whoever says which is which. */
export function columnsPage(
  source: RowSource,
  known: KnownColumns,
  missing: readonly string[],
  language: Language,
) {
  const columns = mapColumns(source.headings, known, source.chosen);
  return {
    fields: Object.entries(known).map(([field, names]) => ({
      field,
      name: nameIn(names, language),
      names: names.slice(0, mostNames).join(' · '),
      isMissing: missing.includes(field),
      heading: source.headings[columns[field]!] ?? '',
    })),
    headings: source.headings.map((heading, column) => ({ heading, samples: samplesOf(source, column) })),
  };
}

/** The heading by which a field is known in a language; each field has one in both. */
export const nameIn = (names: readonly string[], language: Language): string =>
  names.find((name) => /\p{Script=Han}/u.test(name) === (language === 'zh-CN')) ?? names[0]!;

const samplesOf = ({ rows }: RowSource, column: number): string =>
  rows
    .map((cells) => (cells[column] ?? '').trim())
    .filter(Boolean)
    .slice(0, samples)
    .map((cell) => cell.slice(0, longestSample))
    .join(' · ');
