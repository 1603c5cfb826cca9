import { refusal } from '../../web/domain/refusal.js';

/** The doctor has seen this patient already, or the patient was not waiting. */
export const NotWaiting = refusal('not-waiting');

/** Who is graver than a doctor's today is not sent home, online or next door. */
export const WayTooWeak = refusal('way-too-weak', { kind: 'invalid', field: 'way' });

/** No doctor is at the outlet that was chosen. */
export const NoDoctorThere = refusal('no-doctor-there', { kind: 'invalid', field: 'way' });

/** Only a doctor who sees patients somewhere now takes others online. */
export const NotInSession = refusal('not-in-session');
