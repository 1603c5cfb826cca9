import { Controller, Get, Post } from '@nestjs/common';
import { Allow, everyone } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { ChoiceField, KeyField } from '../../web/fields.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import type { Answer } from '../session.entity.js';
import { Answers } from './answers.service.js';

class AnswerForm {
  @ChoiceField(['confirmed', 'declined'])
  answer: Answer;

  /** One of the sessions; all of them when it is absent. */
  @KeyField({ optional: true })
  session?: string;
}

/**
 * Where the links of a mail lead: to one button. Opening the page answers nothing and no script sends it, for mail
 * gateways open every link and run the scripts behind it: one confirmed a session by one link and declined it by the next.
 */
@Controller('answers')
export class AnswersController {
  constructor(private readonly answers: Answers) {}

  @Get(':token')
  @Allow(everyone)
  async show(@Asked() ask: Ask): Promise<Page> {
    const token = ask.param('token');
    const { doctor, sessions } = await this.answers.asked(token);
    const tapped = (['confirmed', 'declined'] as const).find((one) => one === ask.query('answer'));
    const one = ask.query('session') || undefined;
    const meant = sessions.filter(
      ({ assignment, open }) => open && (one === undefined || assignment.id === one),
    );
    return page('sessions/answers', {
      token,
      doctor,
      sessions: sessions.map(({ assignment, outlet, open }) => ({ ...assignment, outlet, open })),
      tapped: ask.refused || meant.length === 0 ? undefined : tapped,
      session: one,
      count: meant.length,
    });
  }

  @Post(':token')
  @Allow(everyone)
  @Again('show')
  async update(@Form() form: AnswerForm, @Asked() ask: Ask): Promise<SeeOther> {
    const token = ask.param('token');
    await this.answers.answer(token, form.answer, form.session);
    return seeOther(paths.answers(token), `roster.answers.${form.answer}Thanks`);
  }
}
