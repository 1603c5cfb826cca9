import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { Calendar } from '../config/calendar.js';
import { addDays } from '../config/domain/calendar.js';
import { slots } from './domain/opening-hours.js';
import { networkPolicy } from './network.policy.js';
import { ExceptionForm, HoursForm } from './outlet.form.js';
import { exceptionLines, weekTable } from './outlet.page.js';
import { hoursFields, hoursOf } from './typed-hours.js';
import { Outlets } from './outlets.service.js';

const exceptionDays = 365;

/** When an outlet is open: its week, and the days that are otherwise. */
@Controller('outlets/:outletId')
export class OpeningHoursController {
  constructor(
    private readonly outlets: Outlets,
    private readonly calendar: Calendar,
  ) {}

  @Get('hours')
  @Allow(networkPolicy.keepHours)
  async edit(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const today = this.calendar.today();
    const exceptions = await this.outlets.exceptions([outlet.id], today, addDays(today, exceptionDays));
    return page('network/outlets/hours', {
      outlet,
      slots,
      today,
      fields: hoursFields(outlet.hours),
      week: weekTable(outlet.week),
      exceptions: exceptionLines(exceptions),
    });
  }

  @Post('hours')
  @Allow(networkPolicy.keepHours)
  @Again('edit')
  async update(@Form() form: HoursForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.outlets.openBy(ask.key('outletId'), hoursOf(form), ask.actor);
    return seeOther(paths.outletHours(ask.key('outletId')), 'form.saved');
  }

  @Post('exceptions')
  @Allow(networkPolicy.keepHours)
  @Again('edit')
  async createException(@Form() form: ExceptionForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.outlets.makeException(ask.key('outletId'), form, ask.actor);
    return seeOther(paths.outletHours(ask.key('outletId')), 'network.exceptionMade');
  }

  @Post('exceptions/:exceptionId/removal')
  @Allow(networkPolicy.keepHours)
  async removeException(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.outlets.removeException(ask.key('outletId'), ask.key('exceptionId'), ask.actor);
    return seeOther(paths.outletHours(ask.key('outletId')), 'network.exceptionRemoved');
  }
}
