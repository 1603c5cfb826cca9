import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { Capacities } from './capacities.service.js';
import { CapacityForm } from './capacity.form.js';
import { isStale } from './domain/capacity.js';
import { Facilities } from './facilities.service.js';
import { facilitiesPolicy } from './facilities.policy.js';

const counts = ['waiting', 'rooms', 'beds', 'bedsOccupied', 'icuBeds', 'icuOccupied'] as const;

/** A facility's room, as its own staff report it. */
@Controller('facilities/:facilityId/capacity')
export class CapacityController {
  constructor(
    private readonly capacities: Capacities,
    private readonly facilities: Facilities,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(facilitiesPolicy.report)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const facility = await this.facilities.findKept(ask.key('facilityId'), ask.actor);
    const facilityId = facility.id;
    const [capacity, history] = await Promise.all([
      this.capacities.of(facilityId),
      this.capacities.history(facilityId),
    ]);
    return page('facilities/capacity', {
      facility,
      capacity,
      stale: capacity && isStale(capacity.reportedAt, this.calendar.now()),
      counts: counts.map((field) => ({ field, value: capacity?.[field] ?? undefined })),
      history,
    });
  }

  @Post()
  @Allow(facilitiesPolicy.report)
  @Again('show')
  async create(@Form() form: CapacityForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const facilityId = ask.key('facilityId');
    await this.capacities.report(facilityId, form, ask.actor);
    return seeOther(paths.facilityCapacity(facilityId), 'facilities.capacity.reported');
  }
}
