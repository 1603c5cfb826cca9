/**
 * What is done: the name of each act, `room.verb` in the past tense, with what it carries to whoever listens (null:
 * nothing). Each room adds its own in `<room>.acts.ts`: recording an act that no room declares, or listening for one,
 * does not compile.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Acts {}

/** The stable name of an act: it stands in the audit trail. */
export type ActName = keyof Acts;

interface Recorded<Name> {
  readonly name: Name;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly outletId?: string;
  readonly before?: object;
  readonly after?: object;
}

/** What listeners need and the audit trail must not keep, such as a one-time token. */
type Carrying<What> = [What] extends [null] ? { readonly carries?: undefined } : { readonly carries: What };

/** One act of some name. */
export type ActOf<Name extends ActName> = Name extends ActName
  ? Recorded<Name> & Carrying<Acts[Name]>
  : never;

/** Something that a person or a rule did, recorded in the unit of work that did it. */
export type Act = ActOf<ActName>;

/** Who acts: a member of staff, or the program itself. */
export interface Author {
  readonly id: string | null;
  /** In which of their roles; absent for the program. */
  readonly role?: string;
}

export const theProgram: Author = { id: null };
