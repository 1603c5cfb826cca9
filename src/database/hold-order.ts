/** What acts hold, in the order in which they do: docs/invariants.md. */
export const holdOrder = ['patient', 'buyer', 'lot-number', 'shelf'] as const;

export type HeldKind = (typeof holdOrder)[number];
