import { refusal } from '../../web/domain/refusal.js';

/** The facts have closed the alert: there is nothing left to acknowledge. */
export const AlertOver = refusal('alert-over');

/** A link in a mail works for a week. */
export const LinkExpired = refusal('link-expired');
