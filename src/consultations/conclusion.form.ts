import { type Level, levels } from '../triage/domain/level.js';
import { ChoiceField, KeyField, NoteField, TextField } from '../web/fields.js';
import { type Disposition, outcomes } from '../visits/domain/disposition.js';

/** What the doctor decided. */
export class ConclusionForm {
  @ChoiceField(outcomes)
  outcome: Disposition;

  @ChoiceField(levels, { optional: true })
  level?: Level;

  @TextField({ max: 300, optional: true })
  levelReason?: string;

  /** Where to refer the patient, if that is decided. */
  @KeyField({ optional: true })
  facilityId?: string;

  @NoteField({ max: 2000, optional: true })
  note?: string;
}
