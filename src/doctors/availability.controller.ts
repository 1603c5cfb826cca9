import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { slots } from '../network/domain/opening-hours.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { AvailabilityForm, OtherwiseForm } from './availability.form.js';
import { weekOfChoices } from './availability.page.js';
import { Availabilities } from './availabilities.service.js';
import { assertSpeaksFor } from './doctor-reach.js';
import { type DoctorLine, Doctors } from './doctors.service.js';
import { doctorsPolicy } from './doctors.policy.js';
import { mostWeekHours, type Saying, sayings, weekOfSayings } from './domain/availability.js';
import { WeekIncomplete } from './domain/refusals.js';

/** When a doctor can: for the doctor, on a telephone, and for whoever answers for them. */
@Controller('doctors/:id/availability')
export class AvailabilityController {
  constructor(
    private readonly doctors: Doctors,
    private readonly availabilities: Availabilities,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(doctorsPolicy.sayAvailability)
  async edit(@Asked() ask: Ask<Actor>): Promise<Page> {
    const doctor = await this.within(ask);
    const { said, exceptions } = await this.availabilities.of(doctor.id);
    const typed = ask.refused?.input as { week?: readonly Saying[]; overtime?: string } | undefined;
    return page('doctors/availability', {
      doctor,
      said: typed?.week ? { ...said, overtime: typed.overtime !== undefined } : said,
      mostWeekHours,
      week: weekOfChoices((typed?.week && weekOfSayings(typed.week)) ?? said.week),
      exceptions,
      slots,
      sayings: sayings.map((id) => ({ id, key: `doctors.sayings.${id}` })),
      today: this.calendar.today(),
    });
  }

  @Post()
  @Allow(doctorsPolicy.sayAvailability)
  @Again('edit')
  async update(@Form() form: AvailabilityForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { id } = await this.within(ask);
    const week = weekOfSayings(form.week);
    if (week === undefined) throw new WeekIncomplete();
    const { mostHours, overtime } = form;
    await this.availabilities.say(id, { week, mostHours, overtime }, ask.actor);
    return seeOther(paths.doctorAvailability(id), 'form.saved');
  }

  @Post('exceptions')
  @Allow(doctorsPolicy.sayAvailability)
  @Again('edit')
  async createException(@Form() form: OtherwiseForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { id } = await this.within(ask);
    const all = form.slots.length > 0 ? form.slots : slots;
    await this.availabilities.sayOtherwise(id, { ...form, to: form.to ?? form.from, slots: all }, ask.actor);
    return seeOther(paths.doctorAvailability(id), 'doctors.saidOtherwise');
  }

  @Post('exceptions/:exceptionId/removal')
  @Allow(doctorsPolicy.sayAvailability)
  async removeException(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { id } = await this.within(ask);
    await this.availabilities.takeBack(id, ask.key('exceptionId'), ask.actor);
    return seeOther(paths.doctorAvailability(id), 'doctors.saidAsWeek');
  }

  /** @throws NotFound @throws NetworkOfficersOnly */
  private async within(ask: Ask<Actor>): Promise<DoctorLine> {
    const doctor = await this.doctors.find(ask.key('id'));
    assertSpeaksFor(ask.actor, doctor);
    return doctor;
  }
}
