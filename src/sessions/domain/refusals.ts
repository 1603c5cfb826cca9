import { refusal } from '../../web/domain/refusal.js';

/** The day has passed. */
export const SessionPast = refusal('session-past');

/** The outlet is shut in this slot. */
export const SlotClosed = refusal('slot-closed');

/** The doctor has another session in this slot. */
export const SessionClash = refusal('session-clash');

/** The doctor's registration does not cover the outlet's district. */
export const RegistrationNotCovering = refusal('registration-not-covering');

/** The doctor's registration ends before the day. */
export const RegistrationExpired = refusal('registration-expired');

/** The doctor was struck off. */
export const DoctorStruckOff = refusal('doctor-struck-off');

/** The assignment was cancelled before. */
export const AlreadyCancelled = refusal('already-cancelled');

/** What is published changed since the page was opened. */
export const PublishedMeanwhile = refusal('published-meanwhile');

/** The session was changed, called off or has begun since the mail. */
export const AnsweredTooLate = refusal('answered-too-late');

/** The doctor has checked in: it happened, and counts for pay. They check out instead. */
export const SessionAttended = refusal('session-attended');

/** It is not yet, or no longer, the time of the session. */
export const NotOnTheDay = refusal('not-on-the-day');

/** The doctor has not checked in. */
export const NotArrived = refusal('not-arrived');
