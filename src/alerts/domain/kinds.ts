import type { Group } from '../../notices/domain/group.js';
/** What may be wrong, the worst first: where several fit one shelf, the first speaks and the others are folded in. */
export const alertKinds = [
  'recalled',
  'neighbour',
  'out',
  'expired',
  'low',
  'overdue',
  'unusual',
  'expiring',
  'uncounted',
  'undeliverable',
] as const;
export type AlertKind = (typeof alertKinds)[number];

interface KindFacts {
  /** Who is told, and who next where nobody has acknowledged it in time. */
  readonly ladder: readonly (readonly Group[])[];
  /** Minutes after which the next ones are told. */
  readonly escalateMinutes: number;
  /** From which figure on it holds, until the bureau says otherwise: in what its words say. */
  readonly threshold?: number;
  /** It is told although something else was told of the shelf before. */
  readonly toldAnew?: true;
  /** It does not wait for a digest. */
  readonly urgent?: true;
}

const ladderAtOnce: KindFacts['ladder'] = [
  ['outlet', 'managers', 'officers'],
  ['network-officers'],
  ['admins'],
];
const fromBelow: KindFacts['ladder'] = [['outlet', 'managers'], ['officers'], ['network-officers']];

const hour = 60;
const day = 24 * hour;

export const kindFacts: Readonly<Record<AlertKind, KindFacts>> = {
  recalled: { ladder: ladderAtOnce, escalateMinutes: 2 * hour, toldAnew: true, urgent: true },
  /** Out, while another outlet of the district has plenty. Threshold: days of cover that are plenty. */
  neighbour: { ladder: ladderAtOnce, escalateMinutes: 2 * hour, threshold: 14, toldAnew: true },
  out: { ladder: ladderAtOnce, escalateMinutes: 2 * hour, toldAnew: true },
  /** Expired and still there. */
  expired: { ladder: fromBelow, escalateMinutes: 2 * day, toldAnew: true },
  /** Threshold: per cent of the reorder level. */
  low: { ladder: ladderAtOnce, escalateMinutes: 8 * hour, threshold: 100 },
  /** Threshold: days after an order was due. */
  overdue: { ladder: fromBelow, escalateMinutes: 2 * day, threshold: 1, toldAnew: true },
  /** Threshold: per cent of the most that a day usually takes. */
  unusual: { ladder: fromBelow, escalateMinutes: 4 * hour, threshold: 100 },
  /** Threshold: days until a lot expires that will not be used up by then. */
  expiring: { ladder: fromBelow, escalateMinutes: 7 * day, threshold: 60 },
  /** Threshold: days without a count. */
  uncounted: { ladder: fromBelow, escalateMinutes: 14 * day, threshold: 90 },
  undeliverable: { ladder: [['admins']], escalateMinutes: day },
};

/** Kinds without doubles, the worst first. */
export const ranked = (kinds: Iterable<AlertKind>): AlertKind[] => {
  const some = new Set(kinds);
  return alertKinds.filter((kind) => some.has(kind));
};

/** Since when each kind holds, as ISO 8601 instants. */
export type KindsSince = Readonly<Partial<Record<AlertKind, string>>>;

/** Since when kinds hold: those that held before as before, the others from now on. */
export const sinceOf = (before: KindsSince, kinds: readonly AlertKind[], at: Date): KindsSince =>
  Object.fromEntries(kinds.map((kind) => [kind, before[kind] ?? at.toISOString()]));

/** Since when what an alert says holds: a shelf that was low for weeks may be out since this morning. */
export function saidSince(alert: {
  readonly kind: AlertKind;
  readonly since: KindsSince;
  readonly openedAt: Date;
}): Date {
  // That somebody nearby has plenty changes nothing of how long it is out.
  const since = alert.since[alert.kind === 'neighbour' ? 'out' : alert.kind];
  return since ? new Date(since) : alert.openedAt;
}

/** What is below its level by more than this share may run out again without having been anything else meanwhile. */
const forgottenBelowShare = 0.5;

/**
 * What was told and still counts as told. What is over is forgotten, so that it is told when it comes again; but a shelf
 * that was out and got a few units is still the same stock-out when they are gone.
 * @param level units; null where nobody knows
 */
export function stillTold(
  told: readonly AlertKind[],
  kinds: readonly AlertKind[],
  { usable = 0, level = null }: { readonly usable?: number; readonly level?: number | null },
): AlertKind[] {
  const runsOutAgain = usable < Math.max(2, (level ?? 0) * forgottenBelowShare);
  return told.filter(
    (kind) => kinds.includes(kind) || (runsOutAgain && (kind === 'out' || kind === 'neighbour')),
  );
}

/**
 * Whether something must be told that was not: what matters by itself, or what is worse than all that was told.
 * @param told kinds that somebody was told of, and that still count as told
 */
export function isNews(kinds: readonly AlertKind[], told: readonly AlertKind[]): boolean {
  const worst = Math.min(...told.map((kind) => alertKinds.indexOf(kind)), alertKinds.length);
  return kinds.some(
    (kind) => !told.includes(kind) && (kindFacts[kind].toldAnew || alertKinds.indexOf(kind) < worst),
  );
}
