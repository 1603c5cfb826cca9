import { folded } from '../../web/domain/names.js';

/** Which column of a file holds which field, or -1. */
export type ColumnMap<Field extends string> = Record<Field, number>;

/** Finds each field's column by the headings that registers are known to use. */
export function mapColumns<Field extends string>(
  headings: readonly string[],
  known: Record<Field, readonly string[]>,
): ColumnMap<Field> {
  const given = headings.map((heading) => folded(heading).replace(/[_-]/g, ''));
  const entries = Object.entries<readonly string[]>(known).map(([field, names]) => [
    field,
    given.findIndex((heading) => names.some((name) => folded(name).replace(/[_-]/g, '') === heading)),
  ]);
  return Object.fromEntries(entries) as ColumnMap<Field>;
}
