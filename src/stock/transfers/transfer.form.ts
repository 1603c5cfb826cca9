import { IntegerField, KeyField, NoteField, TextField } from '../../web/fields.js';
import { mostUnits } from '../domain/movement.js';

export class TransferForm {
  @KeyField()
  id: string;

  @KeyField()
  fromOutletId: string;

  @KeyField()
  medicineId: string;

  @IntegerField({ min: 1, max: mostUnits })
  quantity: number;

  @TextField({ max: 200, optional: true })
  note?: string;
}

export class AgreementForm {
  @IntegerField({ min: 1, max: mostUnits })
  quantity: number;
}

export class RefusalForm {
  @NoteField({ max: 200 })
  reason: string;
}

export class CancellationForm {
  @NoteField({ max: 200, optional: true })
  reason?: string;
}
