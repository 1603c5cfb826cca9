import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { ageInYears } from '../config/domain/calendar.js';
import { Outlets } from '../network/outlets.service.js';
import { Patients } from '../patients/patients.service.js';
import { type Actor, programActing } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { adultFromYears } from '../triage/domain/case.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import { ReferralChannel } from '../visits/channel.js';
import { decisionChoices } from './conclusion.page.js';
import { ConclusionForm } from './conclusion.form.js';
import { NotWaiting } from './domain/refusals.js';
import { isWaitingOnline } from './domain/waiting-online.js';
import { OnlineQueue } from './online-queue.js';
import { consultationsPolicy } from './consultations.policy.js';
import { VisitsQueries } from '../visits/visits.queries.js';

/** Patients of the whole network who wait for a doctor online: any doctor in session takes the next. */
@Controller('online')
export class OnlineController {
  constructor(
    private readonly queue: OnlineQueue,
    private readonly queries: VisitsQueries,
    private readonly patients: Patients,
    private readonly outlets: Outlets,
    private readonly channel: ReferralChannel,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(consultationsPolicy.online)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const today = this.calendar.today();
    // Who may take nobody reads of nobody.
    const inSession = await this.queue.isInSession(ask.actor);
    const waiting = inSession ? await this.queue.list() : [];
    return page('consultations/online', {
      today,
      inSession,
      waiting: waiting.map((one) => ({ ...one, age: ageInYears(one.bornOn, today) })),
    });
  }

  @Get(':visitId')
  @Allow(consultationsPolicy.online)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    await this.queue.assertInSession(ask.actor);
    const visit = await this.queries.findAnywhere(ask.key('visitId'));
    // Another doctor was quicker: that is said, and no more is shown of whoever waits no longer.
    if (!isWaitingOnline(visit)) throw ask.refused ? new NotWaiting() : new NotFound();
    const patient = await this.patients.find(visit.patientId);
    const need = {
      level: visit.level === 'emergency' ? ('emergency' as const) : ('urgent' as const),
      child: patient.age.years < adultFromYears,
      pregnant: visit.pregnant,
    };
    return page('consultations/conclusion', {
      destinations: await this.channel.destinations(visit.outletId, need),
      outlet: await this.outlets.find(visit.outletId, programActing.reach),
      visit,
      patient,
      recent: (await this.queries.recentOf(visit.patientId)).filter(({ id }) => id !== visit.id),
      ...decisionChoices('online'),
    });
  }

  @Post(':visitId')
  @Allow(consultationsPolicy.online)
  @Again('show')
  async create(@Form() form: ConclusionForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { levelReason: reason, doctorsNote: note, ...decision } = form;
    await this.queue.conclude(ask.key('visitId'), { ...decision, reason, note }, ask.actor);
    return seeOther(paths.online(), 'consultations.concluded');
  }
}
