import { type Slot, slots } from '../../network/domain/opening-hours.js';
import { ChoiceField, DayField, KeyField, TextField } from '../../web/fields.js';

export class OutletAssignmentForm {
  @KeyField()
  doctorId: string;

  @DayField()
  on: string;

  @ChoiceField(slots)
  slot: Slot;
}

export class DoctorAssignmentForm {
  @KeyField()
  outletId: string;

  @DayField()
  on: string;

  @ChoiceField(slots)
  slot: Slot;
}

export class CancellationForm {
  @TextField({ max: 200 })
  reason: string;
}
