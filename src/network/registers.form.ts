import { NoteField, TextField } from '../web/fields.js';

export class ChainForm {
  @TextField({ max: 120 })
  name: string;

  /** One a line. */
  @NoteField({ max: 1000, optional: true })
  namePatterns?: string;
}

export class DistrictForm {
  @TextField({ max: 60 })
  city: string;

  @TextField({ max: 60 })
  name: string;

  @TextField({ max: 12, optional: true })
  code?: string;
}
