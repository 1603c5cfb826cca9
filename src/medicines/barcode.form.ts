import { IntegerField, TextField } from '../web/fields.js';

export class BarcodeForm {
  /** A GTIN, a whole traceability code, or the seven digits by which those of a pack begin. */
  @TextField({ max: 40 })
  code: string;

  /** Units in the pack that carries it; blank for the catalogue's. */
  @IntegerField({ min: 1, max: 10_000, optional: true })
  packUnits?: number;
}
