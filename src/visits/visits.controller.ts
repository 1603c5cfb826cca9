import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { ageInYears, isDay } from '../config/domain/calendar.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { Medicines } from '../medicines/medicines.service.js';
import { Outlets } from '../network/outlets.service.js';
import { Patients } from '../patients/patients.service.js';
import type { Actor } from '../staff/actor.js';
import { AuditTrail } from '../staff/audit-trail.js';
import { Allow } from '../staff/policy.js';
import { ShelvesQueries } from '../supply/shelves/shelves.queries.js';
import { unlikely } from '../triage/domain/vitals.js';
import { adultFromYears } from '../triage/domain/case.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { findingsPage } from './counter.page.js';
import { MedicinePreview } from './medicine-preview.js';
import { Preview } from './preview.js';
import { confirmations, triagePanel } from './triage.page.js';
import { dispositions } from './domain/disposition.js';
import { caseOf } from './judgement.js';
import { findingsOf, namesIn } from './entry-of-form.js';
import { CorrectionForm } from './visit.form.js';
import { visitsPolicy } from './visits.policy.js';
import { VisitsQueries } from './visits.queries.js';
import { Visits } from './visits.service.js';

/** Visits that were logged: lists, one of them, and its correction. */
@Controller()
export class VisitsController {
  constructor(
    private readonly visits: Visits,
    private readonly queries: VisitsQueries,
    private readonly outlets: Outlets,
    private readonly patients: Patients,
    private readonly medicines: Medicines,
    private readonly stock: ShelvesQueries,
    private readonly preview: Preview,
    private readonly given: MedicinePreview,
    private readonly audit: AuditTrail,
    private readonly calendar: Calendar,
  ) {}

  @Get('visits')
  @Allow(visitsPolicy.seeAll)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    return page('visits/index', await this.list(ask, {}));
  }

  @Get('outlets/:outletId/visits')
  @Allow(visitsPolicy.see)
  async indexOfOutlet(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    return page('visits/index', { outlet, ...(await this.list(ask, { outletId: outlet.id })) });
  }

  @Get('outlets/:outletId/visits/:visitId')
  @Allow(visitsPolicy.see)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { outlet, visit } = await this.one(ask);
    const given = await this.queries.given(visit.id);
    return page('visits/show', {
      outlet,
      visit,
      patient: await this.patients.find(visit.patientId),
      age: ageInYears(visit.bornOn, visit.on),
      given: given.map((one) => ({ ...one, name: medicineName(one.medicine, ask.language) })),
      versions: await this.queries.versions(visit.id),
      trail: await this.audit.of(visit.id),
    });
  }

  @Get('outlets/:outletId/visits/:visitId/corrections/new')
  @Allow(visitsPolicy.work)
  async newCorrection(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { outlet, visit } = await this.one(ask);
    const [medicines, shelves, given] = await Promise.all([
      this.medicines.all(),
      this.stock.shelves(outlet.id),
      this.queries.given(visit.id),
    ]);
    const typed = ask.refused && (await this.preview.read(ask.refused.input, visit.bornOn));
    const one = caseOf(visit, visit.bornOn);
    const read = typed ?? { case: one, wrong: [], unlikely: unlikely(one, one.ageMonths) };
    return page('visits/corrections/new', {
      outlet,
      visit,
      child: ageInYears(visit.bornOn, visit.on) < adultFromYears,
      ...findingsPage(medicines, shelves, ask.language, { visit, given }),
      ...triagePanel(read),
      confirmed: confirmations(read),
      given:
        ask.refused &&
        (await this.given.read(
          { ...ask.refused.input, patientId: visit.patientId },
          outlet,
          { ageMonths: one.ageMonths, language: ask.language, role: ask.actor.role },
          visit.id,
        )),
    });
  }

  @Post('outlets/:outletId/visits/:visitId/corrections')
  @Allow(visitsPolicy.work)
  @Again('newCorrection')
  async createCorrection(@Form() form: CorrectionForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, visitId] = [ask.key('outletId'), ask.key('visitId')];
    const { version, reason } = form;
    const findings = findingsOf(form, await this.medicines.called(namesIn(form)));
    await this.visits.correct(outletId, visitId, { ...findings, version, reason }, ask.actor);
    return seeOther(paths.visit(outletId, visitId), 'visits.corrected');
  }

  private async one(ask: Ask<Actor>) {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    return { outlet, visit: await this.queries.find(outlet.id, ask.key('visitId')) };
  }

  private async list(ask: Ask<Actor>, within: { outletId?: string }) {
    const [from, to] = [dayIn(ask, 'from'), dayIn(ask, 'to')];
    const filter = {
      on: from || to ? undefined : (dayIn(ask, 'on') ?? this.calendar.today()),
      from,
      to,
      fever: ask.query('fever') === '1',
      disposition: ask.query('disposition'),
      districtId: ask.query('district'),
      chainId: ask.query('chain'),
      outletId: ask.query('outlet'),
      ...within,
    };
    const { reach } = ask.actor;
    const total = await this.queries.count(filter, reach);
    return {
      filter,
      today: this.calendar.today(),
      dispositions,
      list: await listed(ask, (skip, take) => this.queries.list(filter, reach, skip, take), total),
    };
  }
}

const dayIn = (ask: Ask, name: string) => (isDay(ask.query(name)) ? ask.query(name) : undefined);
