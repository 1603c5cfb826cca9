import { Injectable } from '@nestjs/common';
import { ageInYears } from '../config/domain/calendar.js';
import { AtCounter } from '../counter/at-counter.js';
import { judged, TypedVisit } from '../counter/typed-visit.js';
import type { OutletLine } from '../network/outlets.service.js';
import { Patients } from '../patients/patients.service.js';
import type { Actor } from '../staff/actor.js';
import { adultFromYears } from '../triage/domain/case.js';
import { unlikely } from '../triage/domain/vitals.js';
import { caseOf } from '../visits/judgement.js';
import { Moments } from '../visits/moments.js';
import { type VisitLine, VisitsQueries } from '../visits/visits.queries.js';
import type { Ask } from '../web/ask.js';
import { decisionChoices } from './conclusion.page.js';

/** What the visiting doctor sees of one who waits: all that the counter found, to be gone on with. */
@Injectable()
export class ConsultationPages {
  constructor(
    private readonly queries: VisitsQueries,
    private readonly patients: Patients,
    private readonly counter: AtCounter,
    private readonly typed: TypedVisit,
    private readonly moments: Moments,
  ) {}

  async of(visit: VisitLine, outlet: OutletLine, { language, actor, refused }: Ask<Actor>) {
    const [given, patient, recent, edition] = await Promise.all([
      this.queries.given(visit.id),
      this.patients.find(visit.patientId),
      this.queries.recentOf(visit.patientId),
      this.moments.editionOf(visit),
    ]);
    const typing = { outlet, language, role: actor.role, corrects: visit };
    const typed = refused && (await this.typed.shown(refused.input, typing));
    const before = caseOf(visit, visit.bornOn);
    const asRead = { case: before, wrong: [], unlikely: unlikely(before, before.ageMonths), edition };
    const complaint = refused?.input.complaint;
    return {
      outlet,
      visit,
      isConsultation: true,
      patient,
      child: ageInYears(visit.bornOn, visit.on) < adultFromYears,
      recent: recent.filter(({ id }) => id !== visit.id),
      ...(await this.counter.questions(outlet, language, { visit, given, complaint })),
      ...judged(asRead),
      given: undefined,
      ...typed?.page,
      ...decisionChoices(),
    };
  }
}
