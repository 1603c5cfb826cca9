import { Controller, Get } from '@nestjs/common';
import { languages } from '../../config/settings.js';
import { Allow } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { MailSheet, type Page, page } from '../../web/page.js';
import { NotFound } from '../../web/refusals.js';
import { mailPolicy } from '../mail.policy.js';
import { type MailSample, MailSamples } from './samples.js';

/** What each mail looks like, in every language, before anybody gets it. */
@Controller('mailbox/samples')
export class SamplesController {
  constructor(private readonly samples: MailSamples) {}

  @Get()
  @Allow(mailPolicy.readMailbox)
  index(@Asked() ask: Ask): Page {
    const samples = this.samples.all().map((sample) => ({
      name: sample.name,
      subject: this.samples.written(sample, ask.language).subject,
    }));
    return page('mail/samples/index', { samples });
  }

  @Get(':name')
  @Allow(mailPolicy.readMailbox)
  show(@Asked() ask: Ask): Page {
    const sample = this.sample(ask);
    return page('mail/samples/show', {
      name: sample.name,
      title: this.samples.written(sample, ask.language).subject,
      letters: languages.map((language) => ({ language, ...this.samples.written(sample, language) })),
    });
  }

  @Get(':name/:language')
  @Allow(mailPolicy.readMailbox)
  sheet(@Asked() ask: Ask): MailSheet {
    const language = languages.find((one) => one === ask.param('language'));
    if (!language) throw new NotFound();
    return new MailSheet(this.samples.written(this.sample(ask), language).html);
  }

  private sample(ask: Ask): MailSample {
    const sample = this.samples.all().find(({ name }) => name === ask.param('name'));
    if (!sample) throw new NotFound();
    return sample;
  }
}
