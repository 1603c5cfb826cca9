import { Controller, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { Prescriptions } from './prescriptions.service.js';
import { visitsPolicy } from './visits.policy.js';

/** The counter hands out what the doctor prescribed, or puts it back. */
@Controller('outlets/:outletId/prescriptions/:id')
export class PrescriptionsController {
  constructor(private readonly prescriptions: Prescriptions) {}

  @Post('hand-out')
  @Allow(visitsPolicy.work)
  async handOut(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    await this.prescriptions.handOut(outletId, ask.key('id'), ask.actor);
    return seeOther(ask.cameFrom ?? paths.queue(outletId), 'visits.prescriptions.done.handed-out');
  }

  @Post('put-back')
  @Allow(visitsPolicy.work)
  async putBack(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    await this.prescriptions.putBack(outletId, ask.key('id'), ask.actor);
    return seeOther(ask.cameFrom ?? paths.queue(outletId), 'visits.prescriptions.done.not-taken');
  }
}
