import { ChoiceField, DayField, FlagField, IntegerField, KeyField, TextField } from '../../web/fields.js';
import { type DifferenceReason, differenceReasons } from '../domain/count.js';
import { mostUnits } from '../domain/movement.js';

export class CountForm {
  @FlagField()
  blind = false;
}

export class CountLineForm {
  @KeyField()
  lotId: string;

  @IntegerField({ min: 0, max: mostUnits })
  counted: number;
}

export class FoundLotForm {
  @KeyField()
  medicineId: string;

  @TextField({ max: 40 })
  number: string;

  @DayField()
  expiresOn: string;

  @IntegerField({ min: 1, max: mostUnits })
  counted: number;
}

export class ExplanationForm {
  @KeyField()
  lotId: string;

  @ChoiceField(differenceReasons)
  reason: DifferenceReason;

  @TextField({ max: 200, optional: true })
  note?: string;
}

export class PostingForm {
  /** Whether lots that were not counted may stay as they are. */
  @FlagField()
  rest = false;
}
