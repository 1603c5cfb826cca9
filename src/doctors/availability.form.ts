import { type Slot, slots } from '../network/domain/opening-hours.js';
import { ChoiceField, ChoicesField, DayField, FlagField, IntegerField, TextField } from '../web/fields.js';
import { mostWeekHours, type Saying, sayings } from './domain/availability.js';

export class AvailabilityForm {
  /** Day after day from Monday, each with its slots. */
  @ChoicesField(sayings)
  week: Saying[] = [];

  @IntegerField({ min: 0, max: mostWeekHours })
  mostHours: number;

  @FlagField()
  overtime = false;
}

export class OtherwiseForm {
  @DayField()
  from: string;

  @DayField({ optional: true })
  to?: string;

  @ChoicesField(slots)
  slots: Slot[] = [];

  @ChoiceField(sayings)
  says: Saying;

  @TextField({ max: 200, optional: true })
  note?: string;
}

export class LendingForm {
  @FlagField()
  lent = false;

  @DayField({ optional: true })
  from?: string;

  @DayField({ optional: true })
  until?: string;
}

export class KeepingForm {
  @IntegerField({ min: 0, max: 99 })
  morning: number;

  @IntegerField({ min: 0, max: 99 })
  afternoon: number;

  @IntegerField({ min: 0, max: 99 })
  evening: number;
}
