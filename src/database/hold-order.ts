/** What acts hold, in the order in which they do: docs/invariants.md. */
export const holdOrder = ['account', 'address', 'buyer', 'lot-number', 'shelf'] as const;

/** Something that an act decides by, by its kind and a key of the act's choosing. */
export interface Held {
  readonly kind: (typeof holdOrder)[number];
  readonly key: string;
}

/** Sorts as acts hold. */
export const nameOfHeld = ({ kind, key }: Held): string => `${holdOrder.indexOf(kind)}:${key}`;
