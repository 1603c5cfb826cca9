/** Something that a person or a rule did, recorded in the unit of work that did it. */
export interface Act {
  /** `room.verb`, such as `outlet.approved`: stable, it stands in the audit trail. */
  readonly name: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly outletId?: string;
  readonly before?: object;
  readonly after?: object;
  /** What listeners need and the audit trail must not keep, such as a one-time token. */
  readonly carries?: object;
}

/** Who acts: a member of staff, or the program itself. */
export interface Author {
  readonly id: string | null;
}

export const theProgram: Author = { id: null };
