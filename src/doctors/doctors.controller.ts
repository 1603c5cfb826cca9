import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Facilities } from '../facilities/facilities.service.js';
import { Registers } from '../network/registers.service.js';
import type { Actor } from '../staff/actor.js';
import { AuditTrail } from '../staff/audit-trail.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { DoctorForm, StrikingOffForm } from './doctor.form.js';
import { doctorsPolicy } from './doctors.policy.js';
import { assertKeepsRegistration, keepsRegistration } from './doctor-reach.js';
import { Doctors } from './doctors.service.js';
import { scopes } from './domain/scope.js';

@Controller('doctors')
export class DoctorsController {
  constructor(
    private readonly doctors: Doctors,
    private readonly facilities: Facilities,
    private readonly registers: Registers,
    private readonly audit: AuditTrail,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(doctorsPolicy.see)
  async index(@Asked() ask: Ask): Promise<Page> {
    const filter = { text: ask.query('q'), scope: ask.query('scope') };
    const list = await listed(ask, (skip, take) => this.doctors.list(filter, skip, take));
    const today = this.calendar.today();
    const rows = list.rows.map((doctor) => ({ ...doctor, expired: doctor.validUntil < today }));
    return page('doctors/index', { filter, scopes, list: { ...list, rows } });
  }

  @Get('new')
  @Allow(doctorsPolicy.keep)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    return page('doctors/new', await this.choices(ask.actor));
  }

  @Post()
  @Allow(doctorsPolicy.keep)
  @Again('new')
  async create(@Form() form: DoctorForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = await this.doctors.register(form, ask.actor);
    return seeOther(paths.doctor(id), 'doctors.registered', { name: form.name });
  }

  @Get(':id')
  @Allow(doctorsPolicy.see)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const doctor = await this.doctors.find(ask.key('id'));
    const districts = await this.registers.districts();
    return page('doctors/show', {
      doctor,
      mayKeep: keepsRegistration(ask.actor, doctor.districtIds),
      expired: doctor.validUntil < this.calendar.today(),
      districts: districts.filter(({ id }) => doctor.districtIds.includes(id)),
      trail: await this.audit.of(doctor.id, 12),
    });
  }

  @Get(':id/edit')
  @Allow(doctorsPolicy.keep)
  async edit(@Asked() ask: Ask<Actor>): Promise<Page> {
    const doctor = await this.doctors.find(ask.key('id'));
    assertKeepsRegistration(ask.actor, ...doctor.districtIds);
    return page('doctors/edit', {
      doctor,
      ...(await this.choices(ask.actor)),
    });
  }

  @Post(':id')
  @Allow(doctorsPolicy.keep)
  @Again('edit')
  async update(@Form() form: DoctorForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.doctors.change(ask.key('id'), form, ask.actor);
    return seeOther(paths.doctor(ask.key('id')), 'form.saved');
  }

  @Post(':id/striking-off')
  @Allow(doctorsPolicy.keep)
  @Again('show')
  async strikeOff(@Form() form: StrikingOffForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.doctors.strikeOff(ask.key('id'), form.reason, ask.actor);
    return seeOther(paths.doctor(ask.key('id')), 'doctors.struckOff');
  }

  @Post(':id/reinstatement')
  @Allow(doctorsPolicy.keep)
  async reinstate(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.doctors.reinstate(ask.key('id'), ask.actor);
    return seeOther(paths.doctor(ask.key('id')), 'doctors.reinstated');
  }

  private async choices(actor: Actor) {
    const [facilities, districts] = await Promise.all([
      this.facilities.all(),
      this.registers.districtsOf(actor),
    ]);
    return { facilities, districts, scopes };
  }
}
