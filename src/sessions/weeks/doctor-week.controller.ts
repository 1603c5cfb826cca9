import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { isDay, mondayOf } from '../../config/domain/calendar.js';
import { Doctors } from '../../doctors/doctors.service.js';
import { slots } from '../../network/domain/opening-hours.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { NotFound } from '../../web/refusals.js';
import { CancellationForm, DoctorAssignmentForm } from './assignment.form.js';
import { sessionsPolicy } from '../sessions.policy.js';
import { SessionsQueries } from '../sessions.queries.js';
import { Sessions } from '../sessions.service.js';
import { weekGrid } from './week.page.js';

/** A doctor's week, and the moving and cancelling of one assignment. */
@Controller()
export class DoctorWeekController {
  constructor(
    private readonly outlets: Outlets,
    private readonly doctors: Doctors,
    private readonly sessions: Sessions,
    private readonly queries: SessionsQueries,
    private readonly calendar: Calendar,
  ) {}

  @Get('doctors/:id/week')
  @Allow(sessionsPolicy.seeDoctor)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { actor } = ask;
    const id = ask.key('id');
    // Doctors see their own week, nobody else's.
    if (actor.role === 'doctor' && actor.doctorId !== id) throw new NotFound();
    const doctor = await this.doctors.find(id);
    const typed = ask.refused?.input as { on?: string; slot?: string } | undefined;
    const on = [typed?.on, ask.query('on')].find((day) => day && isDay(day)) ?? '';
    const slot = slots.find((one) => one === (typed?.slot ?? ask.query('slot'))) ?? '';
    const from = mondayOf(on || (isDay(ask.query('from')) ? ask.query('from') : this.calendar.today()));
    const duties = await this.queries.week({ doctorId: id }, from);
    const mayAssign = sessionsPolicy.assign.allows(actor);
    return page('sessions/doctor-week', {
      today: this.calendar.today(),
      doctor,
      week: weekGrid(from, this.calendar.today(), duties, { on, slot }),
      chosen: mayAssign && on && slot ? { on, slot } : undefined,
      outlets: mayAssign && on && slot ? await this.covered(actor, doctor.districtIds) : [],
    });
  }

  @Post('doctors/:id/assignments')
  @Allow(sessionsPolicy.assign)
  @Again('show')
  async create(@Form() form: DoctorAssignmentForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { id, name } = await this.doctors.find(ask.key('id'));
    await this.sessions.assign(id, form, ask.actor);
    return seeOther(paths.doctorWeek(id, mondayOf(form.on)), 'roster.assigned', { name });
  }

  @Get('assignments/:id/move')
  @Allow(sessionsPolicy.assign)
  async edit(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { assignment, session } = await this.sessions.find(ask.key('id'), ask.actor);
    const doctor = await this.doctors.find(assignment.doctorId);
    return page('sessions/move', {
      assignment,
      doctor,
      outletId: session.outletId,
      outlets: await this.covered(ask.actor, doctor.districtIds),
      slots: slots.map((slot) => ({ id: slot, key: `network.slots.${slot}` })),
    });
  }

  @Post('assignments/:id/move')
  @Allow(sessionsPolicy.assign)
  @Again('edit')
  async update(@Form() form: DoctorAssignmentForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.sessions.move(ask.key('id'), form, ask.actor);
    return seeOther(paths.outletWeek(form.outletId, mondayOf(form.on)), 'roster.moved');
  }

  @Post('assignments/:id/cancellation')
  @Allow(sessionsPolicy.assign)
  @Again('edit')
  async cancel(@Form() form: CancellationForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { session } = await this.sessions.find(ask.key('id'), ask.actor);
    await this.sessions.cancel(ask.key('id'), form.reason, ask.actor);
    return seeOther(paths.outletWeek(session.outletId, mondayOf(session.on)), 'roster.cancelled');
  }

  /** Approved outlets in the districts that a registration covers. */
  private async covered({ reach }: Actor, districtIds: readonly string[]) {
    const outlets = await this.outlets.all({ state: 'approved' }, reach);
    return outlets.filter(({ districtId }) => districtIds.includes(districtId));
  }
}
