import { type Level, rank } from '../../triage/domain/level.js';

/** What needs somebody at the bureau now, what does most harm first. */
export const burningKinds = [
  'waits-alone',
  'waits-long',
  'waits-online',
  'referral-stuck',
  'not-arrived',
  'no-doctor',
  'stock-out',
  'hospitals',
  'applications',
] as const;
export type BurningKind = (typeof burningKinds)[number];

/** One line of the list: where it burns, how badly, for how long. */
export interface Burning {
  readonly kind: BurningKind;
  /** The gravest patient that it concerns. */
  readonly level?: Level;
  /** How many it concerns. */
  readonly count: number;
  /** Minutes for which the longest has waited. */
  readonly minutes?: number;
}

/** Whoever is urgent comes before every kind that concerns nobody urgent; then the kind, the level, the time, how many. */
export function byHarm<T extends Burning>(a: T, b: T): number {
  const grave = ({ level }: T) => (level && rank(level) >= rank('urgent') ? 0 : 1);
  const kind = (one: T) => burningKinds.indexOf(one.kind);
  const levelOf = ({ level }: T) => (level ? rank(level) : -1);
  return (
    grave(a) - grave(b) ||
    kind(a) - kind(b) ||
    levelOf(b) - levelOf(a) ||
    (b.minutes ?? 0) - (a.minutes ?? 0) ||
    b.count - a.count
  );
}
