import { KeyField, NoteField, TextField } from '../../web/fields.js';

export class RecallForm {
  @KeyField()
  medicineId: string;

  @TextField({ max: 40 })
  number: string;

  @NoteField({ max: 500 })
  reason: string;

  @TextField({ max: 100, optional: true })
  notice?: string;
}

/** Why a recall was a mistake. */
export class LiftingForm {
  @TextField({ max: 300 })
  reason: string;
}
