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

/** What is published changed since the page was opened. */
export class PublishedMeanwhile extends Refusal {
  readonly code = 'published-meanwhile';
}

/** The session was changed, called off or has begun since the mail. */
export class AnsweredTooLate extends Refusal {
  readonly code = 'answered-too-late';
}

/** The doctor has checked in: it happened, and counts for pay. They check out instead. */
export class SessionAttended extends Refusal {
  readonly code = 'session-attended';
}

/** It is not yet, or no longer, the time of the session. */
export class NotOnTheDay extends Refusal {
  readonly code = 'not-on-the-day';
}

/** The doctor has not checked in. */
export class NotArrived extends Refusal {
  readonly code = 'not-arrived';
}
