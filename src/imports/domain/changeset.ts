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
  /** The row's number in the file, the headings being row 1. */
  readonly row: number;
  readonly verdict: Verdict;
  readonly facts?: F;
  /** The key of the record that the row speaks of. */
  readonly recordId?: string;
  readonly changes?: readonly FieldChange[];
  readonly rejection?: Rejection;
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

export type Parsed<F> = { readonly facts: F } | { readonly rejection: Rejection };

/** Compares a file's rows with the register. Each row gets exactly one verdict. */
export function changeset<F extends Facts>(
  kind: Kind<F>,
  parsed: readonly Parsed<F>[],
  register: readonly Known<F>[],
): Line<F>[] {
  const known = new Map(register.map((record) => [kind.identity(record.facts), record]));
  const alike = new Map<string, F>();
  const remember = (facts: F) => kind.likenesses(facts).forEach(({ key }) => alike.set(key, facts));
  register.forEach(({ facts }) => remember(facts));
  const rowOf = new Map<string, number>();

  return parsed.map((result, index): Line<F> => {
    const row = index + 2;
    if ('rejection' in result) return { row, verdict: 'rejected', rejection: result.rejection };
    const { facts } = result;
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
      const changes = differences(record.facts, facts);
      return {
        row,
        verdict: changes.length > 0 ? 'changed' : 'unchanged',
        facts,
        recordId: record.id,
        changes,
      };
    }
    const likeness = kind.likenesses(facts).find(({ key }) => alike.has(key));
    if (likeness) {
      const name = kind.name(alike.get(likeness.key)!);
      return { row, verdict: 'duplicate', facts, likeness: { reason: likeness.reason, name } };
    }
    remember(facts);
    return { row, verdict: 'new', facts };
  });
}

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
