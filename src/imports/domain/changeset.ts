import type { Values } from '../../web/domain/refusal.js';

/** What a file's row means for the register. */
export const verdicts = ['new', 'changed', 'unchanged', 'duplicate', 'rejected'] as const;
export type Verdict = (typeof verdicts)[number];

/** The facts of one record as a register writes them; a field that it does not state is absent. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/** Why a row can't be taken, and because of which column. */
export interface Rejection {
  readonly reason: string;
  readonly column?: string;
  readonly values?: Values;
}

export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface Line<F extends Facts = Facts> {
  /** The row's number in the file, blank lines counted. */
  readonly row: number;
  readonly verdict: Verdict;
  readonly facts?: F;
  /** The key of the record that the row speaks of. */
  readonly recordId?: string;
  readonly changes?: readonly FieldChange[];
  readonly rejection?: Rejection;
  /** What was left out of it, or should be looked at. */
  readonly notes?: readonly Rejection[];
  /** The facts that the file does not state: guessed, and taken for new records alone. */
  readonly guessed?: readonly string[];
  /** What the row may be the same as, and why we think so. */
  readonly likeness?: { readonly reason: string; readonly name: string };
}

/** A record that the register holds already. */
export interface Known<F extends Facts = Facts> {
  readonly id: string;
  readonly facts: F;
}

/** What makes a register's rows records: how they are told apart, and when two may be one. */
export interface Kind<F extends Facts> {
  /** Under which key the same record stands in the register. */
  identity(facts: F): string;
  /** Keys under which two different records are probably one, with the reason. */
  likenesses(facts: F): { key: string; reason: string }[];
  name(facts: F): string;
}

/** A row as it was read: its facts, with what was left out and what is only guessed, or why it can't be taken. */
export type Parsed<F> =
  | {
      readonly facts: F;
      readonly notes?: readonly Rejection[];
      readonly guessed?: readonly (keyof F & string)[];
    }
  | { readonly rejection: Rejection };

/** What is known of a file beside its rows. */
export interface FileFacts {
  /** The number of each row in its file; without, they begin at 2. */
  readonly lines?: readonly number[];
  /** Fields of records that somebody has said to leave as they are, whatever the file states. */
  readonly left?: readonly string[];
}

/** The number of a row in its file, by its place in the table. */
export const lineOf = ({ lines }: FileFacts, index: number): number => lines?.[index] ?? index + 2;

/**
 * Compares a file's rows with the register. Each row gets exactly one verdict. What is guessed, and what is left alone,
 * never changes a record that stands.
 */
export function changeset<F extends Facts>(
  kind: Kind<F>,
  parsed: readonly Parsed<F>[],
  register: readonly Known<F>[],
  file: FileFacts = {},
): Line<F>[] {
  const known = new Map(register.map((record) => [kind.identity(record.facts), record]));
  const alike = new Map<string, F>();
  const remember = (facts: F) => kind.likenesses(facts).forEach(({ key }) => alike.set(key, facts));
  register.forEach(({ facts }) => remember(facts));
  const rowOf = new Map<string, number>();

  return parsed.map((result, index): Line<F> => {
    const row = lineOf(file, index);
    if ('rejection' in result) return { row, verdict: 'rejected', rejection: result.rejection };
    const { facts, guessed = [], ...told } = result;
    const identity = kind.identity(facts);
    const former = rowOf.get(identity);
    if (former !== undefined) {
      return {
        row,
        verdict: 'rejected',
        facts,
        rejection: { reason: 'twice-in-file', values: { row: former } },
      };
    }
    rowOf.set(identity, row);
    const record = known.get(identity);
    if (record) {
      const stated = without(facts, [...guessed, ...(file.left ?? [])]);
      const changes = differences(record.facts, stated);
      return {
        ...told,
        row,
        verdict: changes.length > 0 ? 'changed' : 'unchanged',
        facts: { ...record.facts, ...stated },
        recordId: record.id,
        changes,
      };
    }
    const likeness = kind.likenesses(facts).find(({ key }) => alike.has(key));
    if (likeness) {
      const name = kind.name(alike.get(likeness.key)!);
      return {
        ...told,
        row,
        guessed,
        verdict: 'duplicate',
        facts,
        likeness: { reason: likeness.reason, name },
      };
    }
    remember(facts);
    return { ...told, row, guessed, verdict: 'new', facts };
  });
}

/** A row's facts without some of them. */
const without = <F extends Facts>(facts: F, fields: readonly string[]): F =>
  Object.fromEntries(Object.entries(facts).filter(([field]) => !fields.includes(field))) as F;

/** The fields that a row states otherwise than the register; what it does not state is left alone. */
function differences(before: Facts, after: Facts): FieldChange[] {
  return Object.entries(after)
    .filter(([field, value]) => value !== undefined && value !== before[field])
    .map(([field, value]) => ({ field, before: String(before[field] ?? ''), after: String(value) }));
}

export type Counts = Record<Verdict, number> & { readonly rows: number };

export function countsOf(lines: readonly Line[]): Counts {
  const count = (verdict: Verdict) => lines.filter((line) => line.verdict === verdict).length;
  return {
    rows: lines.length,
    ...(Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>),
  };
}
