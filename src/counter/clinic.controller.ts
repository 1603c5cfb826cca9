import { Controller, Get } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { type Page, page } from '../web/page.js';
import { AtCounter } from './at-counter.js';
import { visitsPolicy } from '../visits/visits.policy.js';
import { VisitsQueries } from '../visits/visits.queries.js';

const newest = 10;

/** The counter's home: who is the doctor today, the last visits, what is low. */
@Controller('outlets/:outletId/clinic')
export class ClinicController {
  constructor(
    private readonly outlets: Outlets,
    private readonly counter: AtCounter,
    private readonly queries: VisitsQueries,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(visitsPolicy.work)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { reach } = ask.actor;
    const outlet = await this.outlets.find(ask.key('outletId'), reach);
    const today = this.calendar.today();
    const filter = { outletId: outlet.id, on: today };
    const [now, visits, total, fever] = await Promise.all([
      this.counter.now(outlet, ask.language),
      this.queries.list(filter, reach, 0, newest),
      this.queries.count(filter, reach),
      this.queries.count({ ...filter, fever: true }, reach),
    ]);
    return page('counter/clinic', { ...now, today, visits, total, fever });
  }
}
