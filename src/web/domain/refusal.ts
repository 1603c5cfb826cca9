/** How a refusal stands to what was asked; `web/` turns it into an HTTP status. */
export type RefusalKind =
  'invalid' | 'conflict' | 'missing' | 'forbidden' | 'too-many' | 'unreadable' | 'other-kind' | 'busy';

export type Values = Readonly<Record<string, string | number>>;

/**
 * What a rule or an act says instead of doing what was asked. Each has a stable code, which is
 * also the key of its sentence in both languages (`refusals.<code>`), and the sentence's values.
 */
export abstract class Refusal extends Error {
  abstract readonly code: string;
  readonly kind: RefusalKind = 'conflict';
  /** The field of the form that it concerns, where there is one. */
  readonly field?: string;

  constructor(readonly values: Values = {}) {
    super();
    this.name = 'Refusal';
  }

  override get message(): string {
    return `${this.code} ${JSON.stringify(this.values)}`;
  }
}

/**
 * A refusal that is told by its code alone, for a room's table of them.
 * @param code its stable name, and the key of its sentence: `refusals.<code>`
 * @param kind how it stands to what was asked; a conflict unless told otherwise
 * @param field the field of the form that it concerns, where there is one
 */
export const refusal = (
  code: string,
  { kind = 'conflict', field }: { kind?: RefusalKind; field?: string } = {},
) =>
  class extends Refusal {
    readonly code = code;
    override readonly kind = kind;
    override readonly field = field;
  };
