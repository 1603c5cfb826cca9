import { Refusal } from '../../web/domain/refusal.js';

/** Another doctor has this licence number. */
export class DoctorLicenceTaken extends Refusal {
  readonly code = 'doctor-licence-taken';
  override readonly field = 'licenceNumber';
}

/** A registration covers some district and some scope, or it covers nothing. */
export class CoversNothing extends Refusal {
  readonly code = 'covers-nothing';
  override readonly kind = 'invalid';
  override readonly field = 'districtIds';
}

/** The last day lies before the first. */
export class DaysReversed extends Refusal {
  readonly code = 'days-reversed';
  override readonly kind = 'invalid';
  override readonly field = 'to';
}

/** More days at once than one saying may speak of. */
export class TooManyDays extends Refusal {
  readonly code = 'too-many-days';
  override readonly kind = 'invalid';
  override readonly field = 'to';
}

/** A week has seven days of three slots. */
export class WeekIncomplete extends Refusal {
  readonly code = 'week-incomplete';
  override readonly kind = 'invalid';
}

/** The doctor was struck off before; the reason that was given then stays. */
export class StruckOffAlready extends Refusal {
  readonly code = 'struck-off-already';
}

/** Somebody has reinstated the doctor meanwhile. */
export class NotStruckOff extends Refusal {
  readonly code = 'not-struck-off';
}
