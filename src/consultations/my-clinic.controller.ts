import { Controller, Get } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, ageInYears } from '../config/domain/calendar.js';
import { doctorToWaitFor } from '../sessions/domain/attendance.js';
import { SessionsQueries } from '../sessions/sessions.queries.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { QueueQueries } from '../visits/queue.queries.js';
import { Ask, Asked } from '../web/ask.js';
import { type Page, page } from '../web/page.js';
import { NotFound } from '../web/refusals.js';
import { consultationsPolicy } from './consultations.policy.js';
import { OnlineQueue } from './online-queue.js';

/** So far ahead a doctor without a session today is told of the next. */
const daysAhead = 14;

/** The visiting doctor's first page: where and when today, who waits there, worst first. */
@Controller('my-clinic')
export class MyClinicController {
  constructor(
    private readonly sessions: SessionsQueries,
    private readonly queue: QueueQueries,
    private readonly online: OnlineQueue,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(consultationsPolicy.mine)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    return page('consultations/my-clinic', await this.read(ask.actor));
  }

  /** What changes while the doctor looks. */
  @Get('list')
  @Allow(consultationsPolicy.mine)
  async list(@Asked() ask: Ask<Actor>): Promise<Page> {
    return page('consultations/my-list', await this.read(ask.actor));
  }

  /** @throws NotFound for who is no doctor of the register */
  private async read(actor: Actor) {
    const { doctorId } = actor;
    if (!doctorId) throw new NotFound();
    const today = this.calendar.today();
    const duties = await this.sessions.of({ doctorId }, today, addDays(today, daysAhead));
    const ofToday = duties.filter(({ on }) => on === today).sort((a, b) => a.from - b.from);
    const session = doctorToWaitFor(ofToday);
    const [waiting, sentHere, online] = await Promise.all([
      session ? this.queue.list(session.outletId) : [],
      session ? this.queue.sentHere(session.outletId) : [],
      session?.presence === 'here' ? this.online.list() : [],
    ]);
    const newest = Math.max(
      0,
      ...[...waiting, ...sentHere, ...online].map(({ visit }) => visit.at.getTime()),
    );
    return {
      today,
      duties: ofToday,
      session,
      next: duties.find(({ on }) => on > today),
      waiting: waiting.map((one) => ({ ...one, age: ageInYears(one.bornOn, today) })),
      sentHere,
      online: online.length,
      newest,
    };
  }
}
