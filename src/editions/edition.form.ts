import { DayField } from '../web/fields.js';

/** The recorded visits that an edition is tried on. */
export class SignatureForm {
  @DayField()
  from: string;

  @DayField()
  to: string;
}

export class BeginningForm {
  @DayField()
  beginsOn: string;
}
