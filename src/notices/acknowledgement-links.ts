import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { paths } from '../web/paths.js';
import { SignedLinks } from '../web/signed-links.js';
import { NotFound } from '../web/refusals.js';

/** Makes the address at which one alert of a mail, or all of them, are acknowledged. */
export type LinkTo = (alertId?: string) => string;

/** The links by which a mail's reader says, without signing in, that they see to it. */
@Injectable()
export class AcknowledgementLinks {
  constructor(
    private readonly links: SignedLinks,
    private readonly settings: Settings,
  ) {}

  to(mailId: string): LinkTo {
    const token = this.links.tokenOf('acknowledge', mailId);
    return (alertId) =>
      this.settings.PUBLIC_URL + paths.acknowledgement(token, alertId ? `?alert=${alertId}` : '');
  }

  /** The mail that a link came in. @throws NotFound for a link that we did not make */
  mailOf(token: string): string {
    const mailId = this.links.read('acknowledge', token);
    if (mailId === undefined) throw new NotFound();
    return mailId;
  }
}
