/**
 * Why the count of a lot changed. `receive` and `return` are from and to a supplier, `send` and `arrive` the two
 * ends of a transfer; `reverse` undoes one of the others.
 */
export const movementKinds = [
  'receive',
  'return',
  'dispense',
  'adjust',
  'destroy',
  'count',
  'send',
  'arrive',
  'reverse',
] as const;
export type MovementKind = (typeof movementKinds)[number];

/** What goes out to be taken by somebody: never from a lot that has expired or is recalled. */
export const forUse = (kind: MovementKind): boolean => kind === 'dispense' || kind === 'send';

/** Whether a movement takes something off a shelf without saying where it went, which a blocked lot does not allow. */
export const unaccounted = (kind: MovementKind, quantity: number): boolean =>
  quantity < 0 && (kind === 'adjust' || kind === 'reverse');

export const adjustmentReasons = ['counted', 'damaged', 'lost', 'found'] as const;
/** Adjustments of before there were returns and disposals say so by their reason. */
export type AdjustmentReason = (typeof adjustmentReasons)[number];

/** Units in one movement or order; more is a slip of the finger. */
export const mostUnits = 1_000_000;
