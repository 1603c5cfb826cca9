import { Controller, Get } from '@nestjs/common';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { type Page, page } from '../web/page.js';
import { signsPage } from './complaint.page.js';
import { visitsPolicy } from '../visits/visits.policy.js';

/** The questions of the complaint that was chosen, as a part of the counter page. */
@Controller('outlets/:outletId/visits/signs')
export class ComplaintsController {
  constructor(private readonly outlets: Outlets) {}

  @Get()
  @Allow(visitsPolicy.work)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    return page('counter/signs', signsPage(ask.query('complaint')));
  }
}
