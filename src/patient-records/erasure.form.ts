import { TextField } from '../web/fields.js';

export class ErasureForm {
  /** Who asked for it, when and how. */
  @TextField({ max: 300 })
  reason: string;
}
