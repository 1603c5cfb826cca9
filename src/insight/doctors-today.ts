import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Needs } from '../needs/needs.service.js';
import type { Slot } from '../network/domain/opening-hours.js';
import type { Outlet } from '../network/outlet.entity.js';
import { Outlets } from '../network/outlets.service.js';
import { type Duty, SessionsQueries } from '../sessions/sessions.queries.js';
import type { Reach } from '../staff/actor.js';

/** The doctors of the day: who is where, and where how many are needed. */
@Injectable()
export class DoctorsToday {
  constructor(
    private readonly sessions: SessionsQueries,
    private readonly needs: Needs,
    private readonly outlets: Outlets,
    private readonly calendar: Calendar,
  ) {}

  /** The slot that runs now. */
  slotNow(): Slot | undefined {
    return this.sessions.slotNow();
  }

  /** The sessions of today with where each doctor is. */
  async duties(reach: Reach): Promise<Duty[]> {
    const on = this.calendar.today();
    const duties = await this.sessions.between(on, on);
    if (reach.over === 'network') return duties;
    const reached = await this.outlets.idsWithin(reach);
    return duties.filter(({ outletId }) => reached.has(outletId));
  }

  /** How many doctors outlets need in the slot that runs, of those that need any. */
  async neededNow(outlets: readonly Outlet[]): Promise<Map<string, number>> {
    const [slot, on] = [this.slotNow(), this.calendar.today()];
    const needed = new Map<string, number>();
    for (const need of await this.needs.between(outlets, on, on))
      if (need.slot === slot) needed.set(need.outletId, (needed.get(need.outletId) ?? 0) + need.doctors);
    return needed;
  }
}
