import { Controller, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { Leavings } from './leavings.service.js';
import { visitsPolicy } from '../visits/visits.policy.js';

/** Somebody who waited has gone. */
@Controller('outlets/:outletId/visits/:visitId/leaving')
export class LeavingsController {
  constructor(private readonly leavings: Leavings) {}

  @Post()
  @Allow(visitsPolicy.work)
  async leave(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    await this.leavings.note(outletId, ask.key('visitId'), ask.actor);
    return seeOther(paths.queue(outletId), 'visits.leftNoted');
  }
}
