import { Controller, Get } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { isDay } from '../config/domain/calendar.js';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { listed } from '../web/listed.js';
import { type Page, page } from '../web/page.js';
import { dispositions } from './domain/disposition.js';
import { visitsPolicy } from './visits.policy.js';
import { VisitsQueries } from './visits.queries.js';

/** Visits that were logged, of an outlet or of all within reach. */
@Controller()
export class VisitListsController {
  constructor(
    private readonly queries: VisitsQueries,
    private readonly outlets: Outlets,
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
