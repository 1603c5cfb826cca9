import { Controller, Get, Post } from '@nestjs/common';
import { type Language, languages } from '../config/settings.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { ChoiceField, IntegerField } from '../web/fields.js';
import { Form } from '../web/form.js';
import { FormRefused } from '../web/form-refused.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { noticesPolicy } from './notices.policy.js';
import type { Choice } from './domain/pace.js';
import { MailChoices } from './choices.service.js';

const anHour = { min: 0, max: 23 };

class MailChoiceForm {
  @ChoiceField(['at-once', 'digest'])
  how: Choice['how'];

  @IntegerField(anHour)
  digestHour: number;

  @IntegerField({ ...anHour, optional: true })
  quietFrom?: number;

  @IntegerField({ ...anHour, optional: true })
  quietUntil?: number;

  @ChoiceField(languages)
  language: Language;
}

/** When and how one's own mail comes. */
@Controller('account/mail')
export class MailChoicesController {
  constructor(private readonly choices: MailChoices) {}

  @Get()
  @Allow(noticesPolicy.choose)
  async edit(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { language } = ask.actor;
    return page('notices/choice', {
      choice: { ...(await this.choices.of(ask.actor.id)), language },
      hows: ['at-once', 'digest'].map((id) => ({ id, key: `notices.choice.${id}` })),
      languages: languages.map((id) => ({ id, key: `staff.languages.${id}` })),
      hours: Array.from({ length: 24 }, (_, hour) => ({
        id: String(hour),
        name: `${String(hour).padStart(2, '0')}:00`,
      })),
    });
  }

  @Post()
  @Allow(noticesPolicy.choose)
  @Again('edit')
  async update(@Form() form: MailChoiceForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { quietFrom = null, quietUntil = null, ...others } = form;
    if ((quietFrom === null) !== (quietUntil === null))
      throw new FormRefused({ quietUntil: { key: 'notices.choice.bothHours' } }, ask.input);
    await this.choices.choose({ ...others, quietFrom, quietUntil }, ask.actor);
    return seeOther(paths.mailChoice(), 'form.saved');
  }
}
