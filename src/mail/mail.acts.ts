import type { AddressNews } from './addresses.service.js';

/** An address at which no mail arrives, and what a server said of it. */
export interface NotDelivered {
  readonly address: string;
  readonly said?: string;
}

declare module '../database/act.js' {
  interface Acts {
    'mail.address-refused': NotDelivered;
    'mail.address-cleared': AddressNews;
    'mail.given-up': NotDelivered;
  }
}
