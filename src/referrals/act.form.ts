import { ChoiceField, FlagField, IntegerField, KeyField, NoteField, TextField } from '../web/fields.js';
import {
  type ReferralAct,
  referralActs,
  type ReferralOutcome,
  referralOutcomes,
} from './domain/referral-state.js';

/** One act on a referral, with what is said with it. */
export class ReferralActForm {
  @ChoiceField(referralActs)
  act: ReferralAct;

  @KeyField({ optional: true })
  facilityId?: string;

  /** They said on the telephone that they take the patient. */
  @FlagField()
  telephoned = false;

  @TextField({ max: 300, optional: true })
  reason?: string;

  @ChoiceField(referralOutcomes, { optional: true })
  outcome?: ReferralOutcome;

  @NoteField({ max: 1000, optional: true })
  opinion?: string;

  @NoteField({ max: 1000, optional: true })
  note?: string;

  @IntegerField({ min: 1, max: 100_000, optional: true })
  version?: number;
}

/** That 120 was called; which ambulance comes, where it is known. */
export class AmbulanceForm {
  @TextField({ max: 40, optional: true })
  ambulance?: string;
}

/** What the bureau is asked for. */
export class HelpForm {
  @TextField({ max: 300 })
  help: string;
}
