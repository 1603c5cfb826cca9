import { ChoiceField, DayField, IntegerField, KeyField, TextField } from '../../web/fields.js';
import { FileField } from '../../web/file-field.js';
import type { UploadedFile } from '../../web/upload.guard.js';
import { mostUnits } from '../domain/movement.js';

export class DeliveryForm {
  /** Made when the page was opened, so that a resent form is the same delivery. */
  @KeyField()
  id: string;

  @KeyField()
  medicineId: string;

  @TextField({ max: 40 })
  number: string;

  @DayField()
  expiresOn: string;

  @IntegerField({ min: 1, max: mostUnits })
  quantity: number;

  /** Whoever scans packs goes on scanning. */
  @ChoiceField(['scan'], { optional: true })
  goOn?: 'scan';
}

export class DeliveryFileForm {
  @KeyField()
  id: string;

  @FileField()
  file: UploadedFile;
}
