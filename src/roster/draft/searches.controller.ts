import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { weekOf } from '../board/week.js';
import { rosterPolicy } from '../roster.policy.js';
import { searchPage } from './search.page.js';
import { Searches } from './searches.service.js';

/** The search for a week's proposal: begun, watched, stopped. */
@Controller('roster/:week/search')
export class SearchesController {
  constructor(
    private readonly searches: Searches,
    private readonly calendar: Calendar,
  ) {}

  @Post()
  @Allow(rosterPolicy.propose)
  async start(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const week = weekOf(ask);
    await this.searches.start(week, ask.actor);
    return seeOther(paths.roster(`?week=${week}`));
  }

  /** How it stands alone; when it has ended, the browser goes to the board. */
  @Get()
  @Allow(rosterPolicy.plan)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const week = weekOf(ask);
    const search = await this.searches.state(week);
    if (!search?.running) ask.goTo(paths.roster(`?week=${week}`));
    return page('roster/search', { week, search: search && searchPage(search, this.calendar.now()) });
  }

  @Post('stop')
  @Allow(rosterPolicy.propose)
  async stop(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const week = weekOf(ask);
    await this.searches.stop(week, ask.actor);
    return seeOther(paths.roster(`?week=${week}`));
  }
}
