import { Controller, Get } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { listed } from '../web/listed.js';
import { type Page, page } from '../web/page.js';
import { NotFound } from '../web/refusals.js';
import { alertsPolicy } from './alerts.policy.js';
import { AlertsQueries } from './alerts.queries.js';

/** Every mail that was written, where it stands, and, outside production, what it says. */
@Controller('mailbox')
export class MailboxController {
  constructor(
    private readonly alerts: AlertsQueries,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Allow(alertsPolicy.readMailbox)
  async index(@Asked() ask: Ask): Promise<Page> {
    return page('alerts/mailbox/index', {
      list: await listed(ask, (skip, take) => this.alerts.mails(skip, take)),
      failed: await this.alerts.mailsIn('failed'),
      readable: this.readable,
    });
  }

  @Get(':id')
  @Allow(alertsPolicy.readMailbox)
  async show(@Asked() ask: Ask): Promise<Page> {
    const mail = await this.alerts.mail(ask.key('id'));
    if (!mail || !this.readable) throw new NotFound();
    return page('alerts/mailbox/show', { mail });
  }

  /** In production a mail may hold a one-time link, which is for its receiver alone. */
  private get readable(): boolean {
    return !this.settings.production;
  }
}
