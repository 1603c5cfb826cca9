import { Controller, Get } from '@nestjs/common';
import { ageInYears } from '../config/domain/calendar.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { Outlets } from '../network/outlets.service.js';
import { Patients } from '../patients/patients.service.js';
import type { Actor } from '../staff/actor.js';
import { AuditTrail } from '../staff/audit-trail.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { type Page, page } from '../web/page.js';
import { visitsPolicy } from './visits.policy.js';
import { PrescriptionQueries } from './prescriptions.queries.js';
import { VisitsQueries } from './visits.queries.js';

/** One visit, as it stands and as it was. */
@Controller('outlets/:outletId/visits/:visitId')
export class VisitsController {
  constructor(
    private readonly queries: VisitsQueries,
    private readonly outlets: Outlets,
    private readonly patients: Patients,
    private readonly audit: AuditTrail,
    private readonly prescriptions: PrescriptionQueries,
  ) {}

  @Get()
  @Allow(visitsPolicy.see)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const visit = await this.queries.find(outlet.id, ask.key('visitId'));
    const given = await this.queries.given(visit.id);
    return page('visits/show', {
      outlet,
      visit,
      patient: await this.patients.find(visit.patientId),
      age: ageInYears(visit.bornOn, visit.on),
      given: given.map((one) => ({ ...one, name: medicineName(one.medicine, ask.language) })),
      prescriptions: (await this.prescriptions.ofVisit(visit.id)).map((one) => ({
        ...one,
        name: medicineName(one.medicine, ask.language),
      })),
      versions: await this.queries.versions(visit.id),
      trail: await this.audit.of(visit.id),
    });
  }
}
