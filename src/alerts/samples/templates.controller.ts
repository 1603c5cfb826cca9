import { Controller, Get } from '@nestjs/common';
import { languages } from '../../config/settings.js';
import { Allow } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { MailSheet, type Page, page } from '../../web/page.js';
import { NotFound } from '../../web/refusals.js';
import { mailPolicy } from '../../mail/mail.policy.js';
import { SampleLetters } from './sample-letters.js';

/** What each mail looks like, in every language, before anybody gets it. */
@Controller('mailbox/templates')
export class TemplatesController {
  constructor(private readonly samples: SampleLetters) {}

  @Get()
  @Allow(mailPolicy.readMailbox)
  index(): Page {
    return page('alerts/templates/index', { names: this.samples.names });
  }

  @Get(':name')
  @Allow(mailPolicy.readMailbox)
  show(@Asked() ask: Ask): Page {
    const name = this.name(ask);
    return page('alerts/templates/show', {
      name,
      letters: languages.map((language) => ({ language, ...this.samples.written(name, language) })),
    });
  }

  @Get(':name/:language')
  @Allow(mailPolicy.readMailbox)
  sheet(@Asked() ask: Ask): MailSheet {
    const language = languages.find((one) => one === ask.param('language'));
    if (!language) throw new NotFound();
    return new MailSheet(this.samples.written(this.name(ask), language).html);
  }

  private name(ask: Ask) {
    const name = this.samples.names.find((one) => one === ask.param('name'));
    if (!name) throw new NotFound();
    return name;
  }
}
