import { mostUnits } from '../../stock/domain/movement.js';
import { IntegerField } from '../../web/fields.js';

export class ReorderLevelForm {
  /** Blank: the level is reckoned from the demand again. 0: the outlet does not keep it. */
  @IntegerField({ min: 0, max: mostUnits, optional: true })
  units?: number;
}
