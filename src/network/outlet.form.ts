import {
  ChoiceField,
  ChoicesField,
  DayField,
  DecimalField,
  EmailField,
  FlagField,
  KeyField,
  NoteField,
  TextField,
} from '../web/fields.js';
import { type ApprovalAct, approvalActs } from './domain/approval.js';
import { type Slot, slots } from './domain/opening-hours.js';

export class OutletForm {
  @TextField({ max: 60 })
  licenceNumber: string;

  @TextField({ max: 120 })
  name: string;

  @TextField({ max: 200 })
  address: string;

  @KeyField()
  districtId: string;

  @KeyField({ optional: true })
  chainId?: string;

  @DecimalField({ min: -90, max: 90, optional: true })
  latitude?: number;

  @DecimalField({ min: -180, max: 180, optional: true })
  longitude?: number;

  @TextField({ max: 60, optional: true })
  telephone?: string;

  @EmailField({ optional: true })
  email?: string;

  @NoteField({ max: 1000, optional: true })
  memo?: string;
}

export class OutletChangeForm extends OutletForm {
  /** When the record was last changed, as the form was opened. */
  @TextField({ max: 30 })
  since: string;
}

export class ApprovalForm {
  @ChoiceField(approvalActs)
  act: ApprovalAct;

  @NoteField({ max: 500, optional: true })
  reason?: string;

  @TextField({ max: 60, optional: true })
  number?: string;

  @DayField({ optional: true })
  validUntil?: string;
}

const Times = () => TextField({ max: 100, optional: true });

/** When an outlet is open, weekday by weekday: `08:00-12:00 13:30-21:00`, `24小时`; blank where it is shut. */
export class HoursForm {
  @Times()
  monday?: string;

  @Times()
  tuesday?: string;

  @Times()
  wednesday?: string;

  @Times()
  thursday?: string;

  @Times()
  friday?: string;

  @Times()
  saturday?: string;

  @Times()
  sunday?: string;
}

export class ExceptionForm {
  @DayField()
  on: string;

  @ChoicesField(slots)
  slots: Slot[] = [];

  @FlagField()
  open = false;

  @TextField({ max: 200, optional: true })
  reason?: string;
}
