import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { ErasureForm } from './erasure.form.js';
import { Erasures } from './erasures.service.js';
import { patientRecordsPolicy } from './patient-records.policy.js';
import { PatientRecordsQueries } from './patient-records.queries.js';

/** What is known of somebody is erased, as far as no law keeps it. */
@Controller('patients/:patient/erasures')
export class ErasuresController {
  constructor(
    private readonly queries: PatientRecordsQueries,
    private readonly erasures: Erasures,
  ) {}

  @Get('new')
  @Allow(patientRecordsPolicy.erase)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const patient = await this.queries.find(ask.key('patient'), ask.actor);
    return page('patient-records/erase', { patient, keptUntil: await this.erasures.keptUntil(patient.id) });
  }

  @Post()
  @Allow(patientRecordsPolicy.erase)
  @Again('new')
  async create(@Form() { reason }: ErasureForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = ask.key('patient');
    await this.erasures.erase(id, reason, ask.actor);
    return seeOther(paths.patient(id), 'patient-records.erased');
  }
}
