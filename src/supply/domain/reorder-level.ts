/** Below how many units a shelf is low, up to how many it is filled, and who says so. */
export interface ShelfLevel {
  readonly units: number;
  readonly upTo: number;
  /** The bureau has fixed it, or it is reckoned from the demand. */
  readonly by: 'bureau' | 'demand';
}

/** The level that holds: the bureau's, or else the reckoned one. A shelf that nobody knows anything of has none. */
export function levelOf(
  fixed: number | null | undefined,
  reckoned: { readonly point: number | null; readonly upTo: number | null } | null | undefined,
): ShelfLevel | null {
  const [point, upTo] = [reckoned?.point ?? null, reckoned?.upTo ?? null];
  if (fixed !== null && fixed !== undefined) {
    const order = point !== null && upTo !== null ? upTo - point : fixed;
    return { units: fixed, upTo: fixed === 0 ? 0 : fixed + Math.max(order, 1), by: 'bureau' };
  }
  return point !== null && upTo !== null ? { units: point, upTo, by: 'demand' } : null;
}

/** Whether a shelf is below its level; one without a level is never low. */
export const isLow = (usable: number, level: number | null | undefined): boolean =>
  level !== null && level !== undefined && usable < level;

/** Whether a shelf has nothing to hand out that it should have: a level of 0 says that the outlet does not keep it. */
export const isOut = (usable: number, level: ShelfLevel | null): boolean =>
  usable === 0 && level?.units !== 0;

/**
 * Units to order now, in whole packs: up to the level's measure, once what is there and on its way is at the level or below.
 * @param packSize units in the maker's pack
 */
export function toOrder(usable: number, onItsWay: number, level: ShelfLevel | null, packSize = 1): number {
  if (!level || usable + onItsWay > level.units) return 0;
  return Math.ceil(Math.max(0, level.upTo - usable - onItsWay) / packSize) * packSize;
}
