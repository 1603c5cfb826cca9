import { ChoiceField, TextField } from '../web/fields.js';
import { type FollowUpOutcome, followUpOutcomes } from './domain/follow-up-plan.js';

/** What a call found. */
export class FollowUpForm {
  @ChoiceField(followUpOutcomes)
  outcome: FollowUpOutcome;

  @TextField({ max: 500, optional: true })
  note?: string;
}
