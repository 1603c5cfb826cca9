import { FileField } from '../web/file-field.js';
import type { UploadedFile } from '../web/upload.guard.js';
import { ChoicesField, TextField } from '../web/fields.js';

export class UploadForm {
  @FileField()
  file: UploadedFile;

  /** Of several sheets with such headings, the one that is meant. */
  @TextField({ max: 40, optional: true })
  sheet?: string;
}

export class LeavingForm {
  /** Fields that stay as they are in the register. */
  @ChoicesField()
  leave: string[] = [];
}

export class ApplicationForm {
  @TextField({ max: 40 })
  digest: string;

  /** Rows that look like duplicates and are taken all the same. */
  @ChoicesField()
  take: string[] = [];
}
