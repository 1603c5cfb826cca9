import { refusal } from '../../web/domain/refusal.js';

/** The doctor has seen this patient already, or the patient was not waiting. */
export const NotWaiting = refusal('not-waiting');

/** Only a doctor who sees patients somewhere now takes others online. */
export const NotInSession = refusal('not-in-session');
