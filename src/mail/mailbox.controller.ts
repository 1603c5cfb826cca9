import { Controller, Get, Post } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import { Addresses } from './addresses.service.js';
import { mailPolicy } from './mail.policy.js';
import { MailQueries } from './mail.queries.js';

/** Every mail that was written, where it stands and how it got there, and, outside production, what it says. */
@Controller('mailbox')
export class MailboxController {
  constructor(
    private readonly mails: MailQueries,
    private readonly addresses: Addresses,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Allow(mailPolicy.readMailbox)
  async index(@Asked() ask: Ask): Promise<Page> {
    return page('mail/index', {
      list: await listed(ask, (skip, take) => this.mails.mails(skip, take)),
      failed: await this.mails.mailsIn('failed'),
      addresses: await this.addresses.refused(),
    });
  }

  @Get(':mail')
  @Allow(mailPolicy.readMailbox)
  async show(@Asked() ask: Ask): Promise<Page> {
    const mail = await this.mails.mail(ask.key('mail'));
    if (!mail) throw new NotFound();
    return page('mail/show', {
      mail,
      attempts: await this.mails.attempts(mail.id),
      readable: this.readable,
    });
  }

  @Post('addresses/:address/clearing')
  @Allow(mailPolicy.readMailbox)
  async clear(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.addresses.clear(ask.key('address'), ask.actor);
    return seeOther(paths.mailbox(), 'alerts.addressCleared');
  }

  /** In production a mail may hold a one-time link, which is for its receiver alone. */
  private get readable(): boolean {
    return !this.settings.production;
  }
}
