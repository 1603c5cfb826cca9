import { DecimalField, IntegerField } from '../../web/fields.js';

const weight = { min: 0, max: 10_000 };

export class SettingsForm {
  @DecimalField(weight)
  uncovered: number;

  @DecimalField(weight)
  travel: number;

  @DecimalField(weight)
  wishes: number;

  @DecimalField(weight)
  load: number;

  @DecimalField(weight)
  unsocial: number;

  @DecimalField(weight)
  continuity: number;

  @DecimalField(weight)
  changes: number;

  @DecimalField({ min: 0, max: 24 })
  restHours: number;

  @DecimalField({ min: 1, max: 120 })
  kmPerHour: number;

  @IntegerField({ min: 1, max: 200 })
  visitsPerDoctor: number;

  @IntegerField({ min: 1, max: 168 })
  confirmHours: number;
}
