/** What a record holds, as JSON writes it. */
export type State = Readonly<Record<string, unknown>>;

/** Why a record stays as it is although its import is taken back. */
export const keptReasons = ['changed-since', 'in-use', 'taken'] as const;
export type KeptReason = (typeof keptReasons)[number];

/** A record before and after an import wrote it; null before, if the import added it. */
export interface Written {
  readonly was: State | null;
  readonly became: State;
}

/** What becomes of a record when its import is taken back. */
export type WayBack =
  | { readonly to: 'remove' }
  | { readonly to: 'put-back'; readonly fields: State }
  | { readonly to: 'nothing' }
  | { readonly to: 'keep'; readonly reason: KeptReason };

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const changedSince: WayBack = { to: 'keep', reason: 'changed-since' };

/**
 * The way back of one record. Only what the import changed goes back, and only as long as nobody changed it since: what
 * people did later is worth more than the import.
 */
export function wayBack({ was, became }: Written, now: State | undefined): WayBack {
  const isAsImported = (field: string) => isSame(now?.[field], became[field]);
  if (!was) return Object.keys(became).every(isAsImported) ? { to: 'remove' } : changedSince;
  const changed = Object.keys(became).filter((field) => !isSame(was[field], became[field]));
  // A line that changed nothing has nothing to give back: somebody had done the same, or newer, before it.
  if (changed.length === 0) return { to: 'nothing' };
  if (!changed.every(isAsImported)) return changedSince;
  return { to: 'put-back', fields: Object.fromEntries(changed.map((field) => [field, was[field]])) };
}
