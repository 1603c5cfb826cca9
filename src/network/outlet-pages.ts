import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays } from '../config/domain/calendar.js';
import type { Actor } from '../staff/actor.js';
import { AuditTrail } from '../staff/audit-trail.js';
import { Approvals } from './approvals.service.js';
import { FirstSteps } from './first-steps.js';
import { networkPolicy } from './network.policy.js';
import { exceptionLines, nextSteps, weekTable } from './outlet.page.js';
import { type OutletLine, Outlets } from './outlets.service.js';
import { openingLines } from './typed-hours.js';

const exceptionDays = 90;
const trailLength = 12;

/** What the page of one outlet shows. */
@Injectable()
export class OutletPages {
  constructor(
    private readonly outlets: Outlets,
    private readonly approvals: Approvals,
    private readonly firstSteps: FirstSteps,
    private readonly audit: AuditTrail,
    private readonly calendar: Calendar,
  ) {}

  async show(outlet: OutletLine, actor: Actor) {
    const today = this.calendar.today();
    const until = addDays(today, exceptionDays);
    return {
      outlet,
      today,
      opening: openingLines(outlet.hours),
      week: weekTable(outlet.week),
      exceptions: exceptionLines(await this.outlets.exceptions([outlet.id], today, until)),
      steps: nextSteps(outlet, networkPolicy.apply.allows(actor), networkPolicy.approve.allows(actor)),
      history: await this.approvals.history(outlet.id),
      trail: await this.audit.of(outlet.id, trailLength),
      firstSteps: (await this.firstSteps.left(outlet, today)).map(({ name, path, policy }) => ({
        name,
        policy,
        href: path(outlet.id),
      })),
    };
  }
}
