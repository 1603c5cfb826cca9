import { KeyField, RowsField, TextField } from '../web/fields.js';

class SaidCode {
  @TextField({ max: 200 })
  code: string;

  /** Blank where nobody says, or where what was said is to be forgotten. */
  @KeyField({ optional: true })
  medicineId?: string;
}

/** Which medicines a supplier's own codes mean, as a form says it. */
export class SaidCodes {
  @RowsField(() => SaidCode, { most: 2_000 })
  codes: SaidCode[] = [];
}
