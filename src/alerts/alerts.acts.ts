import type { AddressNews } from './mail/addresses.service.js';

/** An address at which no mail arrives, and what a server said of it. */
export interface NotDelivered {
  readonly address: string;
  readonly said?: string;
}

declare module '../database/act.js' {
  interface Acts {
    'alert.opened': null;
    'alert.closed': null;
    'alert.worsened': null;
    'alert.escalated': null;
    'alert.acknowledged': null;
    'alert.rule-set': null;
    'alert.rule-unset': null;
    'mail.address-refused': NotDelivered;
    'mail.address-cleared': AddressNews;
    'mail.chosen': null;
    'mail.given-up': NotDelivered;
  }
}
