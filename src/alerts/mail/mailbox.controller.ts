import { Controller, Get, Post } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { listed } from '../../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { NotFound } from '../../web/refusals.js';
import { Addresses } from './addresses.service.js';
import { alertsPolicy } from '../alerts.policy.js';
import { AlertsQueries } from '../alerts.queries.js';

/** Every mail that was written, where it stands and how it got there, and, outside production, what it says. */
@Controller('mailbox')
export class MailboxController {
  constructor(
    private readonly alerts: AlertsQueries,
    private readonly addresses: Addresses,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Allow(alertsPolicy.readMailbox)
  async index(@Asked() ask: Ask): Promise<Page> {
    return page('alerts/mailbox/index', {
      list: await listed(ask, (skip, take) => this.alerts.mails(skip, take)),
      failed: await this.alerts.mailsIn('failed'),
      addresses: await this.addresses.refused(),
    });
  }

  @Get(':mail')
  @Allow(alertsPolicy.readMailbox)
  async show(@Asked() ask: Ask): Promise<Page> {
    const mail = await this.alerts.mail(ask.key('mail'));
    if (!mail) throw new NotFound();
    return page('alerts/mailbox/show', {
      mail,
      attempts: await this.alerts.attempts(mail.id),
      readable: this.readable,
    });
  }

  @Post('addresses/:address/clearing')
  @Allow(alertsPolicy.readMailbox)
  async clear(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.addresses.clear(ask.key('address'), ask.actor);
    return seeOther(paths.mailbox(), 'alerts.addressCleared');
  }

  /** In production a mail may hold a one-time link, which is for its receiver alone. */
  private get readable(): boolean {
    return !this.settings.production;
  }
}
