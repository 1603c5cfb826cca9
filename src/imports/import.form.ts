import { FileField } from '../web/file-field.js';
import type { UploadedFile } from '../web/upload.guard.js';
import { ChoicesField, RowsField, TextField } from '../web/fields.js';

export class UploadForm {
  @FileField()
  file: UploadedFile;

  /** Of several sheets with such headings, the one that is meant. */
  @TextField({ max: 40, optional: true })
  sheet?: string;
}

class ColumnForm {
  @TextField({ max: 60 })
  field: string;

  /** Blank where the file says nothing of the field. */
  @TextField({ max: 200, optional: true })
  heading?: string;
}

export class ColumnsForm {
  @RowsField(() => ColumnForm, { most: 200 })
  columns: ColumnForm[] = [];
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
