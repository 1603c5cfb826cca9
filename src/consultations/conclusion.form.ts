import { type Level, levels } from '../triage/domain/level.js';
import { type Advice, adviceBlocks, mostSickDays } from '../visits/domain/advice.js';
import { type Disposition, outcomes } from '../visits/domain/disposition.js';
import { FindingsForm } from '../visits/typed-findings.js';
import { ChoiceField, ChoicesField, IntegerField, KeyField, NoteField, TextField } from '../web/fields.js';

/** What a doctor online decided. */
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
  doctorsNote?: string;

  @ChoicesField(adviceBlocks)
  advice: Advice[] = [];

  @IntegerField({ min: 1, max: mostSickDays, optional: true })
  sickDays?: number;
}

/** What the visiting doctor found, gives and decided: the counter's form, with what the counter had found in it. */
export class ConsultationForm extends FindingsForm {
  /** Of the visit that the doctor saw. */
  @IntegerField({ min: 1, max: 10_000 })
  version: number;

  @ChoiceField(outcomes)
  outcome: Disposition;

  /** Where to refer the patient, if that is decided. */
  @KeyField({ optional: true })
  facilityId?: string;

  @NoteField({ max: 2000, optional: true })
  doctorsNote?: string;

  @ChoicesField(adviceBlocks)
  advice: Advice[] = [];

  @IntegerField({ min: 1, max: mostSickDays, optional: true })
  sickDays?: number;
}
