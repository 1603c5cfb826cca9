import { Controller, Get, Post } from '@nestjs/common';
import { slots } from '../network/domain/opening-hours.js';
import { Facilities } from '../facilities/facilities.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import { KeepingForm, LendingForm } from './availability.form.js';
import { doctorsPolicy } from './doctors.policy.js';
import { Doctors } from './doctors.service.js';
import { Lendings } from './lending.service.js';

/** Whom a home hospital lends, from when to when, and how many stay. */
@Controller('facilities/:facilityId/lending')
export class LendingController {
  constructor(
    private readonly facilities: Facilities,
    private readonly doctors: Doctors,
    private readonly lendings: Lendings,
  ) {}

  @Get()
  @Allow(doctorsPolicy.lend)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const facility = await this.facilities.findKept(ask.key('facilityId'), ask.actor);
    const { lent, keeps } = await this.lendings.of(facility.id);
    return page('doctors/lending', {
      facility,
      lent,
      keeps: slots.map((slot) => ({ slot, keeps: keeps[slot] })),
    });
  }

  @Post('minimum')
  @Allow(doctorsPolicy.lend)
  @Again('show')
  async keep(@Form() form: KeepingForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { id } = await this.facilities.findKept(ask.key('facilityId'), ask.actor);
    await this.lendings.keep(id, form, ask.actor);
    return seeOther(paths.lending(id), 'form.saved');
  }

  @Post(':doctorId')
  @Allow(doctorsPolicy.lend)
  @Again('show')
  async lend(@Form() form: LendingForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { id: facilityId } = await this.facilities.findKept(ask.key('facilityId'), ask.actor);
    const doctor = await this.doctors.find(ask.key('doctorId'));
    if (doctor.homeFacilityId !== facilityId) throw new NotFound();
    const lending = { lent: form.lent, from: form.from ?? null, until: form.until ?? null };
    await this.lendings.lend(doctor.id, lending, ask.actor);
    return seeOther(paths.lending(facilityId), 'doctors.lendingSaved', { name: doctor.name });
  }
}
