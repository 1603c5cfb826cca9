import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Needs } from '../needs/needs.service.js';
import type { Slot } from '../network/domain/opening-hours.js';
import type { Outlet } from '../network/outlet.entity.js';
import { Outlets } from '../network/outlets.service.js';
import type { Presence } from '../sessions/domain/attendance.js';
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

  /** How many doctors outlets need in a slot of today, of those that need any. */
  async neededIn(slot: Slot | undefined, outlets: readonly Outlet[]): Promise<Map<string, number>> {
    const on = this.calendar.today();
    const needed = new Map<string, number>();
    for (const need of await this.needs.between(outlets, on, on))
      if (need.slot === slot) needed.set(need.outletId, (needed.get(need.outletId) ?? 0) + need.doctors);
    return needed;
  }

  /** The clinics that need doctors in a slot of today, with whom they have: those that lack most first. */
  async inSlot(slot: Slot, reach: Reach): Promise<SlotRow[]> {
    const on = this.calendar.today();
    const [outlets, duties] = await Promise.all([
      this.outlets.all({ state: 'approved', validOn: on }, reach),
      this.duties(reach),
    ]);
    const needed = await this.neededIn(slot, outlets);
    return outlets
      .map(({ id, name, district }) => {
        const own = duties.filter((duty) => duty.outletId === id && duty.slot === slot);
        const come = own.filter(({ presence }) => comes.includes(presence)).length;
        const need = needed.get(id) ?? 0;
        return { id, name, district, needed: need, duties: own, lacks: Math.max(0, need - come) };
      })
      .filter(({ needed: need, duties: own }) => need > 0 || own.length > 0)
      .sort((a, b) => b.lacks - a.lacks || a.name.localeCompare(b.name));
  }
}

const comes: readonly Presence[] = ['here', 'late', 'expected'];

/** A clinic in a slot of today. */
export interface SlotRow {
  readonly id: string;
  readonly name: string;
  readonly district: string;
  readonly needed: number;
  readonly duties: readonly Duty[];
  /** Doctors that are needed and are neither there nor coming. */
  readonly lacks: number;
}
