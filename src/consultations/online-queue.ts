import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays } from '../config/domain/calendar.js';
import { SessionsQueries } from '../sessions/sessions.queries.js';
import type { Acting, Actor } from '../staff/actor.js';
import { Consultations, type Decision } from './consultations.service.js';
import { NotInSession } from './domain/refusals.js';
import { QueueQueries, type Waiting } from '../visits/queue.queries.js';

/** So many days back somebody is still waited for; the call of the next day has found the others. */
const daysBack = 2;

/** The queue of the whole network for a doctor online, until online consultation has a room of its own. */
@Injectable()
export class OnlineQueue {
  constructor(
    private readonly queue: QueueQueries,
    private readonly sessions: SessionsQueries,
    private readonly consultations: Consultations,
    private readonly calendar: Calendar,
  ) {}

  /** The most urgent first, then who has waited longest. */
  list(): Promise<Waiting[]> {
    return this.queue.online(addDays(this.calendar.today(), -daysBack));
  }

  /** Whether a doctor sees patients somewhere now. */
  async isInSession({ doctorId }: Pick<Actor, 'doctorId'>): Promise<boolean> {
    if (!doctorId) return false;
    const today = this.calendar.today();
    return (await this.sessions.of({ doctorId }, today, today)).some(({ presence }) => presence === 'here');
  }

  /** @throws NotInSession */
  async assertInSession(actor: Pick<Actor, 'doctorId'>): Promise<void> {
    if (!(await this.isInSession(actor))) throw new NotInSession();
  }

  /** Ends a patient's wait. @throws NotInSession @throws NotWaiting */
  async conclude(
    visitId: string,
    decision: Decision,
    actor: Acting & Pick<Actor, 'doctorId'>,
  ): Promise<void> {
    await this.assertInSession(actor);
    await this.consultations.concludeOnline(visitId, decision, actor);
  }
}
