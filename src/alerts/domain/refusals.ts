import { Refusal } from '../../web/domain/refusal.js';

/** The facts have closed the alert: there is nothing left to acknowledge. */
export class AlertOver extends Refusal {
  readonly code = 'alert-over';
}

/** A link in a mail works for a week. */
export class LinkExpired extends Refusal {
  readonly code = 'link-expired';
}
