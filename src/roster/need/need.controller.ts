import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { type Scope, scopes } from '../../doctors/domain/scope.js';
import { slots, slotTimes } from '../../network/domain/opening-hours.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { needWeekOf, suggestedDoctors } from '../../needs/domain/need.js';
import { NeedWeekIncomplete } from '../domain/refusals.js';
import { NeedChangeForm, NeedForm } from './need.form.js';
import { Needs } from '../../needs/needs.service.js';
import { RosterSettings } from '../settings/roster-settings.service.js';
import { rosterPolicy } from '../roster.policy.js';

/** How many doctors an outlet needs, beside what its fever visits suggest. */
@Controller('outlets/:outletId/need')
export class NeedController {
  constructor(
    private readonly outlets: Outlets,
    private readonly needs: Needs,
    private readonly settings: RosterSettings,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(rosterPolicy.setNeed)
  async edit(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const typed = ask.refused?.input as { scope?: string; week?: readonly string[] } | undefined;
    const scope = scopes.find((one) => one === (typed?.scope ?? ask.query('scope'))) ?? 'general';
    const { week, changes } = await this.needs.of(outlet.id, scope);
    const expected = await this.needs.expected(outlet.id);
    const { visitsPerDoctor } = await this.settings.get();
    const filledIn = ask.query('suggested') !== '';
    const cell = (index: number) => {
      const suggested = suggestedDoctors(expected[index]!, visitsPerDoctor);
      const doctors = typed?.week?.[index] ?? (filledIn ? suggested : Number(week[index]));
      return { weekday: index % 7, doctors, suggested, expected: Math.round(expected[index]!) };
    };
    return page('roster/need', {
      outlet,
      scope,
      scopes: scopes.map((id) => ({ id, key: `doctors.scopes.${id}`, chosen: id === scope })),
      visitsPerDoctor,
      filledIn,
      rows: slots.map((slot, row) => ({
        slot,
        times: `${slotTimes[slot].from}–${slotTimes[slot].to}`,
        days: Array.from({ length: 7 }, (_, weekday) => cell(row * 7 + weekday)),
      })),
      slots: slots.map((id) => ({ id, key: `network.slots.${id}` })),
      changes,
      today: this.calendar.today(),
    });
  }

  @Post()
  @Allow(rosterPolicy.setNeed)
  @Again('edit')
  async update(@Form() form: NeedForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const week = needWeekOf(form.week.map(Number));
    if (week === undefined) throw new NeedWeekIncomplete();
    await this.needs.set(outletId, form.scope, week, ask.actor);
    return seeOther(this.address(outletId, form.scope), 'form.saved');
  }

  @Post('changes')
  @Allow(rosterPolicy.setNeed)
  @Again('edit')
  async createChange(@Form() form: NeedChangeForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    await this.needs.change(outletId, form, ask.actor);
    return seeOther(this.address(outletId, form.scope), 'form.saved');
  }

  @Post('changes/:changeId/removal')
  @Allow(rosterPolicy.setNeed)
  async removeChange(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const scope = await this.needs.takeBack(outletId, ask.key('changeId'), ask.actor);
    return seeOther(this.address(outletId, scope), 'form.saved');
  }

  private address(outletId: string, scope: Scope): string {
    return paths.outletNeed(outletId, `?scope=${scope}`);
  }
}
