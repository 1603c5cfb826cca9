import { Moments } from '../visits/moments.js';
import { Controller, Get, Post } from '@nestjs/common';
import { ageInYears } from '../config/domain/calendar.js';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { adultFromYears } from '../triage/domain/case.js';
import { unlikely } from '../triage/domain/vitals.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { AtCounter } from './at-counter.js';
import { caseOf } from '../visits/judgement.js';
import { judged, TypedVisit } from './typed-visit.js';
import { CorrectionForm } from './visit.form.js';
import { visitsPolicy } from '../visits/visits.policy.js';
import { VisitsQueries } from '../visits/visits.queries.js';
import { Corrections } from '../visits/corrections.service.js';

/** A visit is put right; what it said before is kept. */
@Controller('outlets/:outletId/visits/:visitId/corrections')
export class CorrectionsController {
  constructor(
    private readonly corrections: Corrections,
    private readonly queries: VisitsQueries,
    private readonly outlets: Outlets,
    private readonly counter: AtCounter,
    private readonly typed: TypedVisit,
    private readonly moments: Moments,
  ) {}

  @Get('new')
  @Allow(visitsPolicy.work)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { language, actor, refused } = ask;
    const outlet = await this.outlets.find(ask.key('outletId'), actor.reach);
    const visit = await this.queries.find(outlet.id, ask.key('visitId'));
    const given = await this.queries.given(visit.id);
    const typed =
      refused &&
      (await this.typed.shown(refused.input, { outlet, language, role: actor.role, corrects: visit }));
    const before = caseOf(visit, visit.bornOn);
    return page('counter/corrections/new', {
      outlet,
      visit,
      child: ageInYears(visit.bornOn, visit.on) < adultFromYears,
      ...(await this.counter.questions(outlet, language, {
        visit,
        given,
        complaint: refused?.input.complaint,
      })),
      ...judged({
        case: before,
        wrong: [],
        unlikely: unlikely(before, before.ageMonths),
        edition: await this.moments.editionOf(visit),
      }),
      given: undefined,
      ...typed?.page,
    });
  }

  @Post()
  @Allow(visitsPolicy.work)
  @Again('new')
  async create(@Form() form: CorrectionForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, visitId] = [ask.key('outletId'), ask.key('visitId')];
    const { version, reason } = form;
    const findings = await this.typed.findingsOf(form);
    await this.corrections.correct(outletId, visitId, { ...findings, version, reason }, ask.actor);
    return seeOther(paths.visit(outletId, visitId), 'visits.corrected');
  }
}
