import { IsDefined } from 'class-validator';
import { DayField, IntegerField, KeyField, TextField } from '../../web/fields.js';
import type { UploadedFile } from '../../web/plugins.js';
import { mostUnits } from '../stock.form.js';

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
}

export class DeliveryFileForm {
  @KeyField()
  id: string;

  @IsDefined({ message: 'form.required' })
  file: UploadedFile;
}
