import { Injectable } from '@nestjs/common';
import { addDays, type Day, daysBetween, mondayOf } from '../config/domain/calendar.js';
import { DaysReversed, TooManyDays } from '../doctors/domain/refusals.js';
import { type Slot, slots } from '../network/domain/opening-hours.js';
import { Outlets } from '../network/outlets.service.js';
import { without } from '../rostering/problem/without.js';
import { Versions } from '../sessions/changes/versions.service.js';
import { SessionClock } from '../sessions/session-clock.js';
import { isComing, SessionsQueries } from '../sessions/sessions.queries.js';
import type { Acting } from '../staff/actor.js';
import { Outlooks } from '../roster/draft/outlooks.service.js';
import { plannedOf, seatOf } from '../roster/draft/seats.js';
import { NetworkProblem } from '../roster/network/network-problem.js';
import { slotKey } from '../roster/network/slot-key.js';

/** A longer absence is said day by day on the page of availability. */
export const mostDays = 31;

/** A doctor who can't come from one day to another, in some slots or (where none is named) in all. */
export interface Absence {
  readonly doctorId: string;
  readonly from: Day;
  readonly to: Day;
  readonly slots?: readonly Slot[];
}

/** What is published around an absence, and what it leaves without a doctor. */
@Injectable()
export class Situations {
  constructor(
    private readonly queries: SessionsQueries,
    private readonly problems: NetworkProblem,
    private readonly outlooks: Outlooks,
    private readonly outlets: Outlets,
    private readonly versions: Versions,
    private readonly clock: SessionClock,
  ) {}

  /** @throws DaysReversed @throws TooManyDays */
  async of({ doctorId, from, to, slots: some = slots }: Absence, { reach }: Acting) {
    if (to < from) throw new DaysReversed();
    if (addDays(from, mostDays) < to) throw new TooManyDays({ most: mostDays });
    const [first, last] = [mondayOf(from), addDays(mondayOf(to), 6)];
    const weeks = daysBetween(first, last).filter((day) => mondayOf(day) === day);
    const seen = await Promise.all(
      weeks.map(async (week) => [week, await this.versions.latest(week)] as const),
    );
    const expected = await this.outlooks.of(first);
    const published = await this.queries.between(first, last);
    const whole = await this.problems.between(first, last, { expected, running: true });
    const reached = await this.outlets.idsWithin(reach);
    const gone = new Set(daysBetween(from, to).flatMap((on) => some.map((slot) => slotKey(on, slot))));
    return {
      whole,
      problem: without(whole, doctorId, gone),
      seats: published.filter(isComing).map((duty) => seatOf(plannedOf(duty))),
      published,
      seen,
      left: published.filter(
        (duty) =>
          duty.doctorId === doctorId &&
          gone.has(slotKey(duty.on, duty.slot)) &&
          reached.has(duty.outletId) &&
          duty.arrivedAt === null &&
          !this.clock.isOver(duty),
      ),
    };
  }
}
