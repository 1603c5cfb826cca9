import { IntegerField, KeyField } from '../../web/fields.js';
import { mostUnits } from '../../stock/domain/movement.js';

export class OrderForm {
  @KeyField()
  id: string;

  @KeyField()
  medicineId: string;

  @IntegerField({ min: 1, max: mostUnits })
  units: number;
}
