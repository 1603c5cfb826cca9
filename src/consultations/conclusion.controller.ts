import { Controller, Get, Post } from '@nestjs/common';
import { Outlets } from '../network/outlets.service.js';
import { Patients } from '../patients/patients.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { sendsAway } from '../visits/domain/disposition.js';
import { VisitsQueries } from '../visits/visits.queries.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import { ConclusionForm } from './conclusion.form.js';
import { decisionChoices } from './conclusion.page.js';
import { consultationsPolicy } from './consultations.policy.js';
import { Consultations } from './consultations.service.js';

/** What the visiting doctor decides of who waits. */
@Controller('outlets/:outletId/visits/:visitId/conclusion')
export class ConclusionController {
  constructor(
    private readonly consultations: Consultations,
    private readonly queries: VisitsQueries,
    private readonly outlets: Outlets,
    private readonly patients: Patients,
  ) {}

  @Get()
  @Allow(consultationsPolicy.conclude)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const visit = await this.queries.find(outlet.id, ask.key('visitId'));
    if (visit.disposition !== 'doctor') throw new NotFound();
    return page('consultations/conclusion', {
      outlet,
      visit,
      patient: await this.patients.find(visit.patientId),
      recent: (await this.queries.recentOf(visit.patientId)).filter(({ id }) => id !== visit.id),
      ...decisionChoices(),
    });
  }

  @Post()
  @Allow(consultationsPolicy.conclude)
  @Again('new')
  async create(@Form() form: ConclusionForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, visitId] = [ask.key('outletId'), ask.key('visitId')];
    const { levelReason: reason, ...decision } = form;
    const visit = await this.consultations.conclude(outletId, visitId, { ...decision, reason }, ask.actor);
    const next = sendsAway(visit.outcome!) ? paths.visitReferral(outletId, visitId) : paths.queue(outletId);
    return seeOther(next, 'consultations.concluded');
  }
}
