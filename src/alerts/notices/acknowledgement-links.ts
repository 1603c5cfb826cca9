import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { paths } from '../../web/paths.js';
import { NotFound } from '../../web/refusals.js';

/** Makes the address at which one alert of a mail, or all of them, are acknowledged. */
export type LinkTo = (alertId?: string) => string;

/** The links by which a mail's reader says, without signing in, that they see to it. */
@Injectable()
export class AcknowledgementLinks {
  constructor(private readonly settings: Settings) {}

  to(mailId: string): LinkTo {
    const token = `${mailId}.${this.signature(mailId)}`;
    return (alertId) =>
      this.settings.PUBLIC_URL + paths.acknowledgement(token, alertId ? `?alert=${alertId}` : '');
  }

  /** The mail that a link came in. @throws NotFound for a link that we did not make */
  mailOf(token: string): string {
    const [mailId = '', given = ''] = token.split('.');
    const [a, b] = [Buffer.from(given), Buffer.from(this.signature(mailId))];
    if (a.length !== b.length || !timingSafeEqual(a, b)) throw new NotFound();
    return mailId;
  }

  private signature(mailId: string): string {
    const key = `acknowledge ${this.settings.SESSION_SECRET}`;
    return createHmac('sha256', key).update(mailId).digest('base64url').slice(0, 32);
  }
}
