import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { ageInYears } from '../config/domain/calendar.js';
import { Outlets } from '../network/outlets.service.js';
import { doctorToWaitFor } from '../sessions/domain/attendance.js';
import { SessionsQueries } from '../sessions/sessions.queries.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { QueueQueries, type Waiting } from '../visits/queue.queries.js';
import { visitsPolicy } from '../visits/visits.policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { mayGo, waysOn } from './domain/ways-on.js';
import { NearbyDoctors } from './nearby-doctors.js';
import { WayOnForm } from './way-on.form.js';
import { WaysOn } from './ways-on.service.js';

const nobodyNear = { nextDoor: [], online: false };

/** The queue for the visiting doctor: who waits, for whom, and where else they may go. */
@Controller('outlets/:outletId')
export class QueueController {
  constructor(
    private readonly queue: QueueQueries,
    private readonly outlets: Outlets,
    private readonly sessions: SessionsQueries,
    private readonly nearby: NearbyDoctors,
    private readonly waysOn: WaysOn,
    private readonly calendar: Calendar,
  ) {}

  @Get('queue')
  @Allow(visitsPolicy.work)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const today = this.calendar.today();
    const [waiting, sentOnline, sentHere, duties] = await Promise.all([
      this.queue.list(outlet.id),
      this.queue.sentOnline(outlet.id),
      this.queue.sentHere(outlet.id),
      this.sessions.today(outlet.id),
    ]);
    const nearby = waiting.length > 0 ? await this.nearby.around(outlet) : nobodyNear;
    const doctor = doctorToWaitFor(duties);
    const shown = (one: Waiting) => ({
      ...one,
      age: ageInYears(one.bornOn, today),
      isTime: one.measureIn !== undefined && one.measureIn <= 0,
      ways: waysOn.filter((way) => mayGo(way, one.visit.level) && (way !== 'online' || nearby.online)),
      nextDoor: mayGo('next-door', one.visit.level) ? nearby.nextDoor : [],
    });
    return page('consultations/queue', {
      outlet,
      today,
      doctors: duties.filter((duty) => duty.presence === 'here' || duty === doctor),
      isAlone: doctor?.presence !== 'here',
      sentOnline,
      sentHere: sentHere.map(shown),
      waiting: waiting.map(shown),
    });
  }

  @Post('visits/:visitId/way-on')
  @Allow(visitsPolicy.work)
  @Again('index')
  async sendOn(@Form() { onward }: WayOnForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, visitId] = [ask.key('outletId'), ask.key('visitId')];
    await this.waysOn.go(outletId, visitId, onward, ask.actor);
    const next = onward.way === 'referral' ? paths.visitReferral(outletId, visitId) : paths.queue(outletId);
    return seeOther(next, `consultations.waysOn.done.${onward.way}`);
  }
}
