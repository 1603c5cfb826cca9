import { KeyField, RowsField, TextField } from '../web/fields.js';

/** So many of a file's codes are asked about at once: each with the whole catalogue to choose from. */
export const codesAtOnce = 100;

class SaidCode {
  @TextField({ max: 200 })
  code: string;

  /** Blank where nobody says, or where what was said is to be forgotten. */
  @KeyField({ optional: true })
  medicineId?: string;
}

/** Which medicines a supplier's own codes mean, as a form says it. */
export class SaidCodes {
  @RowsField(() => SaidCode, { most: codesAtOnce })
  codes: SaidCode[] = [];
}
