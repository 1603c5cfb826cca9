import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { addDays, isDay, mondayOf } from '../../config/domain/calendar.js';
import { Doctors } from '../../doctors/doctors.service.js';
import { isOpen, type Slot, slots } from '../../network/domain/opening-hours.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { OutletAssignmentForm } from './assignment.form.js';
import { candidates } from './candidates.js';
import { sessionsPolicy } from '../sessions.policy.js';
import { SessionsQueries } from '../sessions.queries.js';
import { Sessions } from '../sessions.service.js';
import { weekGrid } from './week.page.js';

/** An outlet's week: who is there, and who could come. */
@Controller('outlets/:outletId')
export class OutletWeekController {
  constructor(
    private readonly outlets: Outlets,
    private readonly doctors: Doctors,
    private readonly sessions: Sessions,
    private readonly queries: SessionsQueries,
    private readonly calendar: Calendar,
  ) {}

  @Get('week')
  @Allow(sessionsPolicy.see)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const today = this.calendar.today();
    const typed = ask.refused?.input as { on?: string; slot?: string } | undefined;
    const on = [typed?.on, ask.query('on')].find((day) => day && isDay(day)) ?? '';
    const slot = slots.find((one) => one === (typed?.slot ?? ask.query('slot')));
    const from = mondayOf(on || (isDay(ask.query('from')) ? ask.query('from') : today));
    const exceptions = await this.outlets.exceptions([outlet.id], from, addDays(from, 6));
    const duties = await this.queries.week({ outletId: outlet.id }, from);
    const chosen = sessionsPolicy.assign.allows(ask.actor) && on && slot ? { on, slot } : undefined;
    return page('sessions/outlet-week', {
      today: this.calendar.today(),
      outlet,
      week: weekGrid(from, today, duties, { on, slot: slot ?? '' }, { week: outlet.week, exceptions }),
      chosen,
      candidates:
        chosen &&
        (await this.candidates(
          outlet,
          chosen.on,
          chosen.slot,
          isOpen(outlet.week, on, chosen.slot, exceptions),
        )),
    });
  }

  @Post('assignments')
  @Allow(sessionsPolicy.assign)
  @Again('show')
  async create(@Form() form: OutletAssignmentForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const { name } = await this.doctors.find(form.doctorId);
    await this.sessions.assign(form.doctorId, { outletId, on: form.on, slot: form.slot }, ask.actor);
    return seeOther(paths.outletWeek(outletId, mondayOf(form.on)), 'roster.assigned', { name });
  }

  private async candidates(
    outlet: Awaited<ReturnType<Outlets['find']>>,
    on: string,
    slot: Slot,
    open: boolean | undefined,
  ) {
    const [doctors, duties] = await Promise.all([this.doctors.working(), this.queries.between(on, on)]);
    return candidates({ outlet, on, slot, open, today: this.calendar.today() }, doctors, duties);
  }
}
