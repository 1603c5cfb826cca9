import { DecimalField, FlagField, IntegerField } from '../../web/fields.js';

export class StockSettingsForm {
  /** Per cent of lead times that stock should last through. */
  @DecimalField({ min: 51, max: 99.9 })
  service: number;

  @IntegerField({ min: 1, max: 60 })
  leadDays: number;

  @IntegerField({ min: 1, max: 60 })
  cycleDays: number;

  @FlagField()
  publicPage: boolean;
}
