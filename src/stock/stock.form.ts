import { NotEquals } from 'class-validator';
import { ChoiceField, IntegerField, KeyField, TextField } from '../web/fields.js';
import { type AdjustmentReason, adjustmentReasons, mostUnits } from './domain/movement.js';

export class AdjustmentForm {
  @KeyField()
  id: string;

  /** Units more or, if negative, fewer; not zero. */
  @IntegerField({ min: -mostUnits, max: mostUnits })
  @NotEquals(0, { message: 'stock.changeNotZero' })
  change: number;

  @ChoiceField(adjustmentReasons)
  reason: AdjustmentReason;

  @TextField({ max: 200, optional: true })
  note?: string;
}

export class ReturnForm {
  @KeyField()
  id: string;

  @IntegerField({ min: 1, max: mostUnits })
  quantity: number;

  /** To whom, and why. */
  @TextField({ max: 200, optional: true })
  note?: string;
}
