import { type CapacityFigures, isStale } from '../../facilities/domain/capacity.js';
import type { Tier } from '../../facilities/domain/tier.js';
import { isHigher, type Level } from '../../triage/domain/level.js';
import type { CareNeeded } from '../../visits/domain/care-needed.js';

/** A facility as the question "where to" sees it. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly paediatrics: boolean;
  readonly obstetrics: boolean;
  readonly telephone?: string | null;
  /** When it is open, as the register writes it. */
  readonly hours?: string | null;
  /** By coordinates, where both have them. */
  readonly kilometres?: number;
  /** What it last reported, and when. */
  readonly capacity?: CapacityFigures & { readonly reportedAt: Date };
}

/** Why a facility can't be referred to now. */
export type WhyNot =
  | 'tier'
  | 'children'
  | 'pregnancy'
  | 'no-figures'
  | 'stale'
  | 'closed'
  | 'full'
  | 'no-bed'
  | 'no-icu'
  | 'beds-unknown'
  | 'icu-unknown';

/** Nobody knows whether there is room; somebody who answers the telephone there does. */
const unknowns: readonly WhyNot[] = ['no-figures', 'stale', 'beds-unknown', 'icu-unknown'];

export const isUnknown = (why: WhyNot): boolean => unknowns.includes(why);

/** The tiers that are enough for each level, in the order of hierarchical diagnosis and treatment. */
const enough: Record<Level, readonly Tier[]> = {
  'self-care': ['community', 'hospital', 'sub-designated', 'designated', 'tertiary'],
  doctor: ['community', 'hospital', 'sub-designated', 'designated', 'tertiary'],
  urgent: ['hospital', 'sub-designated', 'designated', 'tertiary'],
  emergency: ['hospital', 'designated', 'tertiary'],
};

/** Why a kind of bed can't be had; what was not reported is unknown, and unknown is not room. */
const lacks = <Full extends WhyNot, Unknown extends WhyNot>(
  total: number | null | undefined,
  occupied: number | null | undefined,
  { full, unknown }: { readonly full: Full; readonly unknown: Unknown },
): Full | Unknown | undefined => {
  if (total == null || occupied == null) return unknown;
  return occupied >= total ? full : undefined;
};
const beds = { full: 'no-bed', unknown: 'beds-unknown' } as const;
const icuBeds = { full: 'no-icu', unknown: 'icu-unknown' } as const;

/**
 * Why not there; undefined if it is enough for the level and the patient, open, accepting and has room by
 * figures that are not stale. What was never reported, or too long ago, is unknown, and unknown is not room.
 */
export function whyNot(
  { tier, paediatrics, obstetrics, capacity }: Omit<Candidate, 'id' | 'name'>,
  { level, child, pregnant }: CareNeeded,
  now: Date,
): WhyNot | undefined {
  if (!enough[level].includes(tier)) return 'tier';
  if (child && !paediatrics) return 'children';
  if (pregnant && !obstetrics) return 'pregnancy';
  if (!capacity) return 'no-figures';
  if (isStale(capacity.reportedAt, now)) return 'stale';
  if (!capacity.open) return 'closed';
  if (!capacity.accepting) return 'full';
  const bed = isHigher(level, 'doctor') && lacks(capacity.beds, capacity.bedsOccupied, beds);
  return bed || (level === 'emergency' ? lacks(capacity.icuBeds, capacity.icuOccupied, icuBeds) : undefined);
}

/** Why no bed is to be had at a facility that sees patients; undefined where one is free. */
export const bedless = ({ capacity }: Pick<Candidate, 'capacity'>): 'no-bed' | 'beds-unknown' | undefined =>
  lacks(capacity?.beds, capacity?.bedsOccupied, beds);

export interface Ranked {
  /** The nearest that are enough, nearest first. */
  readonly options: readonly Candidate[];
  /** Those that would have been nearer, with the reason. */
  readonly passedOver: readonly (Candidate & { readonly why: WhyNot })[];
  /** Where to telephone, nearest first: they would be enough, and only their room is unknown. */
  readonly toAsk: readonly (Candidate & { readonly why: WhyNot })[];
}

const mostOptions = 3;
const mostPassedOver = 5;
const mostToAsk = 4;

/** The first that will do, and those nearer that were passed over. @param nearestFirst in the order of distance */
export function whereTo(nearestFirst: readonly Candidate[], need: CareNeeded, now: Date): Ranked {
  const options: Candidate[] = [];
  const passedOver: (Candidate & { why: WhyNot })[] = [];
  for (const candidate of nearestFirst) {
    const why = whyNot(candidate, need, now);
    if (why) passedOver.push({ ...candidate, why });
    else options.push(candidate);
    if (options.length === mostOptions) break;
  }
  const toAsk = passedOver.filter(({ why }) => isUnknown(why)).slice(0, mostToAsk);
  return { options, passedOver: passedOver.slice(0, mostPassedOver), toAsk };
}
