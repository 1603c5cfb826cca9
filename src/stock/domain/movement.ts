/** Why the count of a lot changed. */
export const movementKinds = ['receive', 'dispense', 'adjust', 'reverse'] as const;
export type MovementKind = (typeof movementKinds)[number];

export const adjustmentReasons = ['counted', 'damaged', 'lost', 'destroyed', 'found', 'returned'] as const;
export type AdjustmentReason = (typeof adjustmentReasons)[number];
