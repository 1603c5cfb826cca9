import { folded } from '../../values/text.js';

/** For each field the headings that it is known by, in any language; the first two are shown to whoever lacks it. */
export type KnownColumns<Field extends string = string> = Readonly<Record<Field, readonly string[]>>;

/** Which column of a file holds which field, or -1. */
export type ColumnMap<Field extends string> = Record<Field, number>;

/** Which heading somebody has said to hold which field; a blank says that none does. */
export type ChosenColumns = Readonly<Record<string, string>>;

/** A heading as it is compared: `Lot_Number` is `lot number`, `有效期 至` is `有效期至`. */
export const headingFolded = (heading: string): string => folded(heading).replace(/[_\-*:：()（）]/g, '');

/** Finds each field's column by what somebody has said, or else by the headings that registers are known to use. */
export function mapColumns<Field extends string>(
  headings: readonly string[],
  known: KnownColumns<Field>,
  chosen: ChosenColumns = {},
): ColumnMap<Field> {
  const given = headings.map(headingFolded);
  const entries = Object.entries<readonly string[]>(known).map(([field, names]) => {
    const said = chosen[field];
    if (said !== undefined) return [field, said === '' ? -1 : given.indexOf(headingFolded(said))];
    // The first name that is there: what a register calls a field by before what it might be called.
    const column = names.map((name) => given.indexOf(headingFolded(name))).find((one) => one >= 0);
    return [field, column ?? -1];
  });
  return Object.fromEntries(entries) as ColumnMap<Field>;
}

/** Under which headings rejected rows have their number, column and reason in front, folded. */
export const rejectedHeadings: ReadonlySet<string> = new Set(['row', 'column', 'reason', '行', '列', '原因']);
