import { Refusal, refusal } from '../../web/domain/refusal.js';

/** A week has 21 slots, each with 0 to 9 doctors. */
export const NeedWeekIncomplete = refusal('need-week-incomplete', { kind: 'invalid' });

/** What is meant is not in the draft any more, or there is no draft. */
export const DraftChangedMeanwhile = refusal('draft-changed-meanwhile');

/** A proposal is being looked for; it would not know of the change. */
export const SearchUnderWay = refusal('search-under-way');

/** The session has begun. */
export const SessionBegun = refusal('session-begun');

/** There is no change left to undo. */
export const NothingToUndo = refusal('nothing-to-undo');

/** The change would break a hard rule, named in the code. */
export class RuleBroken extends Refusal {
  readonly code: string;

  constructor(rule: string, values: Refusal['values']) {
    super(values);
    this.code = `rule-${rule}`;
  }
}

/** No change was ticked. */
export const NothingTaken = refusal('nothing-taken', { kind: 'invalid' });
