import { ChoiceField, EmailField, IntegerField, KeyField, SecretField, TextField } from '../../web/fields.js';
import { mostUnits } from '../domain/movement.js';
import { type DisposalReason, disposalReasons } from './disposals.service.js';

export class DisposalForm {
  @KeyField()
  id: string;

  @IntegerField({ min: 1, max: mostUnits })
  quantity: number;

  @ChoiceField(disposalReasons)
  reason: DisposalReason;

  @TextField({ max: 200, optional: true })
  note?: string;

  @EmailField()
  witnessEmail: string;

  @SecretField()
  witnessPassword: string;
}
