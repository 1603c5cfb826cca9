import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, isDay, mondayOf } from '../config/domain/calendar.js';
import { assertSpeaksFor } from '../doctors/doctor-reach.js';
import { Doctors } from '../doctors/doctors.service.js';
import { type Slot, slots as allSlots } from '../network/domain/opening-hours.js';
import { Outlet } from '../network/outlet.entity.js';
import { Reader } from '../database/connections.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { ChoicesField, DayField, TextField } from '../web/fields.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { costPage, offerLine } from '../roster/board/panel.js';
import { placeOfRef, placeRef, seatOfRef, seatRef } from '../roster/board/refs.js';
import { rosterPolicy } from '../roster/roster.policy.js';
import type { Step, Vacancy } from './absence.js';
import { Mending } from './mending.service.js';
import { mostDays } from './situations.js';

class MendingForm {
  @DayField()
  from: string;

  @DayField()
  to: string;

  @TextField({ max: 200 })
  reason: string;

  /** The slots in which they can't; all of them when none is ticked. */
  @ChoicesField(allSlots)
  slots: Slot[] = [];

  /** Each a doctor's slot, and the outlets that they leave and go to: `seat|from|to`. */
  @ChoicesField()
  steps: string[] = [];
}

interface Typed {
  readonly from?: string;
  readonly to?: string;
  readonly least?: string;
  readonly slots?: string | readonly string[];
  readonly steps?: string | readonly string[];
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
    assertSpeaksFor(ask.actor, doctor);
    const typed = ask.refused?.input as Typed | undefined;
    const [from, to] = [typed?.from ?? ask.query('from'), typed?.to ?? ask.query('to')];
    const asked = this.isAsked(from, to);
    const least = (typed?.least ?? ask.query('least')) === '1';
    const said = typed ? [typed.slots ?? []].flat() : slotsAsked(ask);
    const some = allSlots.filter((slot) => said.includes(slot));
    const absence = { doctorId: doctor.id, from, to, slots: some.length > 0 ? some : allSlots };
    const steps = new Set([typed?.steps ?? []].flat());
    return page('mending/absence', {
      doctor,
      from: from || this.calendar.today(),
      to: to || this.calendar.today(),
      asked,
      refused: from !== '' && to !== '' && !asked,
      mostDays,
      least,
      mayMove: rosterPolicy.propose.allows(ask.actor),
      slots: allSlots.map((slot) => ({ slot, chosen: absence.slots.includes(slot) })),
      query: `?from=${from}&to=${to}&slots=${absence.slots.join(',')}`,
      vacancies:
        asked && !least
          ? (await this.mending.vacancies(absence, ask.actor)).map((one) => vacancyPage(one, steps))
          : undefined,
      steps:
        asked && least ? await this.stepsPage(await this.mending.leastMoves(absence, ask.actor)) : undefined,
    });
  }

  @Post()
  @Allow(rosterPolicy.plan)
  @Again('show')
  async mend(@Form() form: MendingForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const doctor = await this.doctors.find(ask.key('id'));
    assertSpeaksFor(ask.actor, doctor);
    const { id: doctorId, name } = doctor;
    const { from, to, reason } = form;
    const slots = form.slots.length > 0 ? form.slots : allSlots;
    const steps = form.steps.flatMap((text) => stepOf(text) ?? []);
    const count = await this.mending.mend({ doctorId, from, to, slots }, steps, reason, ask.actor);
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

function vacancyPage({ duty, offers, nobody: cost }: Vacancy, chosen: ReadonlySet<string>) {
  const { on, slot, outletId, outlet } = duty;
  const lines = offers.map((offer) => {
    const value = stepText({ doctorId: offer.doctorId, on, slot, to: outletId });
    return { ...offerLine(offer), value, chosen: chosen.has(value) };
  });
  // What was chosen before the form was refused stays chosen, also to send nobody.
  const nobody = chosen.size > 0 && !lines.some((line) => line.chosen);
  return { on, slot, outlet, offers: lines, nobody, empty: costPage(cost) };
}

/** The slots of the address: a box each, or one list. */
function slotsAsked(ask: Ask): string[] {
  const query = new URLSearchParams(ask.path.split('?')[1]);
  return query.getAll('slots').flatMap((text) => text.split(','));
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
