import {
  ChoiceField,
  DayField,
  FlagField,
  IntegerField,
  KeyField,
  PatternField,
  TextField,
} from '../web/fields.js';
import { FileField } from '../web/file-field.js';
import type { UploadedFile } from '../web/upload.guard.js';
import { mostUnits } from '../stock/domain/movement.js';

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

  /** The barcode that was scanned and that nobody knew: it is learnt as the chosen medicine's. */
  @PatternField({ pattern: /^\d{14}$/, message: 'form.choice', optional: true })
  gtin?: string;

  /** Units in the pack that carries that barcode. */
  @IntegerField({ min: 1, max: 10_000, optional: true })
  packUnits?: number;

  /** Lot and expiry are as on the box, however unlikely. */
  @FlagField()
  sure = false;

  /** Whoever scans packs goes on scanning. */
  @ChoiceField(['scan'], { optional: true })
  goOn?: 'scan';
}

export class DeliveryFileForm {
  @FileField()
  file: UploadedFile;

  /** Of several sheets with such headings, the one that is meant. */
  @TextField({ max: 40, optional: true })
  sheet?: string;
}

export class ReceptionForm {
  /** Stands for what was looked at. */
  @TextField({ max: 64 })
  digest: string;

  /** What is asked about was looked at, and is so. */
  @FlagField()
  sure = false;
}
