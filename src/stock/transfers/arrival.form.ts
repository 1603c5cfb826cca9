import { IntegerField, KeyField, RowsField } from '../../web/fields.js';
import { mostUnits } from '../domain/movement.js';

const mostLots = 200;

/** What arrived of one lot of a transfer. */
export class ArrivalLineForm {
  @KeyField()
  id: string;

  @IntegerField({ min: 0, max: mostUnits })
  received: number;

  @IntegerField({ min: 0, max: mostUnits })
  damaged: number;
}

export class ArrivalForm {
  @RowsField(() => ArrivalLineForm, { most: mostLots })
  lines: ArrivalLineForm[] = [];
}
