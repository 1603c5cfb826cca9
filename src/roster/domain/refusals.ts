import { Refusal } from '../../web/domain/refusal.js';

/** The day has passed. */
export class SessionPast extends Refusal {
  readonly code = 'session-past';
}

/** The outlet is shut in this slot. */
export class SlotClosed extends Refusal {
  readonly code = 'slot-closed';
}

/** The doctor has another session in this slot. */
export class SessionClash extends Refusal {
  readonly code = 'session-clash';
}

/** The doctor's registration does not cover the outlet's district. */
export class RegistrationNotCovering extends Refusal {
  readonly code = 'registration-not-covering';
}

/** The doctor's registration ends before the day. */
export class RegistrationExpired extends Refusal {
  readonly code = 'registration-expired';
}

/** The doctor was struck off. */
export class DoctorStruckOff extends Refusal {
  readonly code = 'doctor-struck-off';
}

/** The assignment was cancelled before. */
export class AlreadyCancelled extends Refusal {
  readonly code = 'already-cancelled';
}

/** A week has 21 slots, each with 0 to 9 doctors. */
export class NeedWeekIncomplete extends Refusal {
  readonly code = 'need-week-incomplete';
  override readonly kind = 'invalid';
}
