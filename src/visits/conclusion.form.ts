import { type Level, levels } from '../triage/domain/level.js';
import { ChoiceField, NoteField, TextField } from '../web/fields.js';
import { type Disposition, outcomes } from './domain/disposition.js';

/** What the doctor decided. */
export class ConclusionForm {
  @ChoiceField(outcomes)
  outcome: Disposition;

  @ChoiceField(levels, { optional: true })
  level?: Level;

  @TextField({ max: 300, optional: true })
  levelReason?: string;

  @NoteField({ max: 2000, optional: true })
  note?: string;
}
