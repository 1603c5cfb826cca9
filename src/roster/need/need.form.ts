import { type Scope, scopes } from '../../doctors/domain/scope.js';
import { type Slot, slots } from '../../network/domain/opening-hours.js';
import { ChoiceField, ChoicesField, DayField, IntegerField, TextField } from '../../web/fields.js';

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

export class NeedForm {
  @ChoiceField(scopes)
  scope: Scope;

  /** Slot after slot, each from Monday to Sunday. */
  @ChoicesField(digits)
  week: string[] = [];
}

export class NeedChangeForm {
  @ChoiceField(scopes)
  scope: Scope;

  @DayField()
  on: string;

  @ChoiceField(slots)
  slot: Slot;

  @IntegerField({ min: 0, max: 9 })
  doctors: number;

  @TextField({ max: 200, optional: true })
  note?: string;
}
