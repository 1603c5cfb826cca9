import { Refusal } from '../../web/domain/refusal.js';

/** A week has 21 slots, each with 0 to 9 doctors. */
export class NeedWeekIncomplete extends Refusal {
  readonly code = 'need-week-incomplete';
  override readonly kind = 'invalid';
}

/** What is meant is not in the draft any more, or there is no draft. */
export class DraftChangedMeanwhile extends Refusal {
  readonly code = 'draft-changed-meanwhile';
}

/** A proposal is being looked for; it would not know of the change. */
export class SearchUnderWay extends Refusal {
  readonly code = 'search-under-way';
}

/** The session has begun. */
export class SessionBegun extends Refusal {
  readonly code = 'session-begun';
}

/** There is no change left to undo. */
export class NothingToUndo extends Refusal {
  readonly code = 'nothing-to-undo';
}

/** The change would break a hard rule, named in the code. */
export class RuleBroken extends Refusal {
  readonly code: string;

  constructor(rule: string, values: Refusal['values']) {
    super(values);
    this.code = `rule-${rule}`;
  }
}

/** No change was ticked. */
export class NothingTaken extends Refusal {
  readonly code = 'nothing-taken';
  override readonly kind = 'invalid';
}
