import { FlagField, IntegerField } from '../web/fields.js';

const figure = { min: 0, max: 20_000, optional: true };

/** What a facility's staff report in one short form. */
export class CapacityForm {
  @FlagField()
  open = false;

  @FlagField()
  accepting = false;

  @IntegerField(figure)
  waiting?: number;

  @IntegerField(figure)
  rooms?: number;

  @IntegerField(figure)
  beds?: number;

  @IntegerField(figure)
  bedsOccupied?: number;

  @IntegerField(figure)
  icuBeds?: number;

  @IntegerField(figure)
  icuOccupied?: number;
}
