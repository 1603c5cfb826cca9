import { Controller, Post } from '@nestjs/common';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { weekOf } from '../board/week.js';
import { rosterPolicy } from '../roster.policy.js';
import { Drafts } from './drafts.service.js';

/** A week's draft is opened, or thrown away. */
@Controller('roster/:week/draft')
export class DraftsController {
  constructor(private readonly drafts: Drafts) {}

  @Post()
  @Allow(rosterPolicy.plan)
  async open(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const week = weekOf(ask);
    await this.drafts.open(week, ask.actor);
    return seeOther(paths.roster(`?week=${week}`), 'roster.board.opened');
  }

  @Post('removal')
  @Allow(rosterPolicy.propose)
  async discard(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const week = weekOf(ask);
    await this.drafts.discard(week, ask.actor);
    return seeOther(paths.roster(`?week=${week}`), 'roster.board.discarded');
  }
}
