import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { addDays, isDay, mondayOf } from '../../config/domain/calendar.js';
import { Doctors } from '../../doctors/doctors.service.js';
import { Outlet } from '../../network/outlet.entity.js';
import { Reader } from '../../database/connections.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { ChoicesField, DayField, TextField } from '../../web/fields.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { offerLine } from '../board/panel.js';
import { placeOfRef, placeRef, seatOfRef, seatRef } from '../board/refs.js';
import { NetworkOfficersOnly } from '../domain/refusals.js';
import { rosterPolicy } from '../roster.policy.js';
import type { Step } from './absence.js';
import { Mending, mostDays } from './mending.service.js';

class MendingForm {
  @DayField()
  from: string;

  @DayField()
  to: string;

  @TextField({ max: 200 })
  reason: string;

  /** Each a doctor's slot, and the outlets that they leave and go to: `seat|from|to`. */
  @ChoicesField()
  steps: string[] = [];
}

/** A doctor can't come: whom to send instead, or how to move as few as possible. */
@Controller('doctors/:id/absence')
export class MendingController {
  constructor(
    private readonly mending: Mending,
    private readonly doctors: Doctors,
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(rosterPolicy.plan)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const doctor = await this.doctors.find(ask.key('id'));
    const typed = ask.refused?.input as { from?: string; to?: string } | undefined;
    const [from, to] = [typed?.from ?? ask.query('from'), typed?.to ?? ask.query('to')];
    const asked = this.isAsked(from, to);
    const least = ask.query('least') === '1';
    const absence = { doctorId: doctor.id, from, to };
    return page('roster/absence', {
      doctor,
      from: from || this.calendar.today(),
      to: to || this.calendar.today(),
      asked,
      least,
      vacancies: asked && !least ? (await this.mending.vacancies(absence)).map(vacancyPage) : undefined,
      steps: asked && least ? await this.stepsPage(await this.mending.leastMoves(absence)) : undefined,
    });
  }

  @Post()
  @Allow(rosterPolicy.plan)
  @Again('show')
  async mend(@Form() form: MendingForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    // A doctor's sessions, and who comes instead, may lie in any district.
    if (ask.actor.reach.over !== 'network') throw new NetworkOfficersOnly();
    const { id: doctorId, name } = await this.doctors.find(ask.key('id'));
    const { from, to, reason } = form;
    const steps = form.steps.flatMap((text) => stepOf(text) ?? []);
    const count = await this.mending.mend({ doctorId, from, to }, steps, reason, ask.actor);
    return seeOther(paths.doctorWeek(doctorId, mondayOf(from)), 'roster.absence.done', { name, count });
  }

  /** Whether two days make an absence that can be mended: not over yet, and not too long. */
  private isAsked(from: string, to: string): boolean {
    if (!isDay(from) || !isDay(to) || to < from) return false;
    return mondayOf(this.calendar.today()) <= from && to <= addDays(from, mostDays);
  }

  private async stepsPage(steps: readonly Step[]) {
    const [doctors, outlets] = await Promise.all([
      this.doctors.working(),
      this.reader.of(Outlet).find({ select: { id: true, name: true } }),
    ]);
    const nameOf = new Map([...doctors, ...outlets].map(({ id, name }) => [id, name]));
    return steps.map((step) => ({
      ...step,
      value: stepText(step),
      doctor: nameOf.get(step.doctorId),
      from: step.from && nameOf.get(step.from),
      to: step.to && nameOf.get(step.to),
    }));
  }
}

function vacancyPage({ duty, offers }: Awaited<ReturnType<Mending['vacancies']>>[number]) {
  const { on, slot, outletId, outlet } = duty;
  return {
    on,
    slot,
    outlet,
    ref: placeRef({ outletId, on, slot }),
    offers: offers.map((offer) => ({
      ...offerLine(offer),
      value: stepText({ doctorId: offer.doctorId, on, slot, to: outletId }),
    })),
  };
}

function stepText(step: Step): string {
  const { on, slot, from, to } = step;
  const place = (outletId?: string) => (outletId === undefined ? '' : placeRef({ outletId, on, slot }));
  return [seatRef(step), place(from), place(to)].join('|');
}

function stepOf(text: string): Step | undefined {
  const [seat = '', from = '', to = ''] = text.split('|');
  const key = seatOfRef(seat);
  return key && { ...key, from: placeOfRef(from)?.outletId, to: placeOfRef(to)?.outletId };
}
