import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { terms } from '../../rostering/problem/problem.js';
import { rosterPolicy } from '../roster.policy.js';
import { RosterSettings, usualSettings } from './roster-settings.service.js';
import { SettingsForm } from './settings.form.js';

/** What weighs how much when a roster is proposed, in words. */
@Controller('roster/settings')
export class SettingsController {
  constructor(private readonly settings: RosterSettings) {}

  @Get()
  @Allow(rosterPolicy.weigh)
  async edit(): Promise<Page> {
    const { weights, limits, visitsPerDoctor, confirmHours } = await this.settings.get();
    return page('roster/settings', {
      terms: terms.map((term) => ({ term, weight: weights[term], usual: usualSettings.weights[term] })),
      limits,
      visitsPerDoctor,
      confirmHours,
    });
  }

  @Post()
  @Allow(rosterPolicy.weigh)
  @Again('edit')
  async update(@Form() form: SettingsForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { restHours, kmPerHour, visitsPerDoctor, confirmHours, ...weights } = form;
    const { limits } = await this.settings.get();
    await this.settings.set(
      { weights, limits: { ...limits, restHours, kmPerHour }, visitsPerDoctor, confirmHours },
      ask.actor,
    );
    return seeOther(paths.rosterSettings(), 'form.saved');
  }
}
