import { Controller, Get, Post } from '@nestjs/common';
import { TypedVisit } from '../counter/typed-visit.js';
import { Outlets } from '../network/outlets.service.js';
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
import { ConsultationForm } from './conclusion.form.js';
import { ConsultationPages } from './consultation-pages.js';
import { consultationsPolicy } from './consultations.policy.js';
import { Consultations } from './consultations.service.js';

/** The visiting doctor sees who waits: measures what is missing, prescribes, decides. */
@Controller('outlets/:outletId/visits/:visitId/conclusion')
export class ConclusionController {
  constructor(
    private readonly consultations: Consultations,
    private readonly pages: ConsultationPages,
    private readonly typed: TypedVisit,
    private readonly queries: VisitsQueries,
    private readonly outlets: Outlets,
  ) {}

  @Get()
  @Allow(consultationsPolicy.conclude)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const visit = await this.queries.find(outlet.id, ask.key('visitId'));
    if (visit.disposition !== 'doctor') throw new NotFound();
    return page('consultations/consultation', await this.pages.of(visit, outlet, ask));
  }

  @Post()
  @Allow(consultationsPolicy.conclude)
  @Again('new')
  async create(@Form() form: ConsultationForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, visitId] = [ask.key('outletId'), ask.key('visitId')];
    const { version, outcome, level, levelReason: reason, doctorsNote: note, facilityId } = form;
    const { advice, sickDays } = form;
    const findings = await this.typed.findingsOf(form);
    const consulted = { findings, version };
    const decision = { outcome, level, reason, note, advice, sickDays, facilityId, consulted };
    const visit = await this.consultations.conclude(outletId, visitId, decision, ask.actor);
    const next = sendsAway(visit.outcome!) ? paths.visitReferral(outletId, visitId) : paths.queue(outletId);
    return seeOther(next, 'consultations.concluded');
  }
}
