import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Calendar } from '../config/calendar.js';
import { type Day, minuteOfDay } from '../config/domain/calendar.js';
import type { Unit } from '../database/unit.js';
import { slotAt } from '../network/domain/opening-hours.js';
import { SessionClock } from '../sessions/session-clock.js';
import { Assignment, Session } from '../sessions/session.entity.js';
import { pointsAt } from '../triage/domain/altitude.js';
import type { Edition } from '../triage/domain/editions.js';
import { FutureVisit, VisitTooOld } from './domain/refusals.js';
import { Editions } from '../editions/editions.service.js';
import type { Visit } from './visit.entity.js';

/** When a visit was, and what held then. */
export interface Moment {
  readonly at: Date;
  readonly on: Day;
  /** The edition of the rules that judges that day. */
  readonly edition: Edition;
  /** How many points lower the limits of SpO₂ lie here. */
  readonly altitudePoints: number;
  /** The outlet's session at that hour, if there is one. */
  readonly sessionId: string | null;
}

const clockSlackMs = 2 * 60_000;
const oldestMs = 7 * 24 * 3600_000;

/** Reads when a visit was. */
@Injectable()
export class Moments {
  readonly altitudePoints: number;

  constructor(
    private readonly calendar: Calendar,
    private readonly editions: Editions,
    private readonly clock: SessionClock,
    settings: Settings,
  ) {
    this.altitudePoints = pointsAt(settings.ALTITUDE, settings.SPO2_BY_ALTITUDE);
  }

  /** @param typed when it was, for a paper note that is written down later @throws FutureVisit @throws VisitTooOld */
  async of(unit: Unit, outletId: string, typed: Date | undefined): Promise<Moment> {
    const at = typed ?? unit.at;
    if (at.getTime() > unit.at.getTime() + clockSlackMs) throw new FutureVisit();
    if (at.getTime() < unit.at.getTime() - oldestMs) throw new VisitTooOld();
    const on = this.calendar.dayOf(at);
    const edition = await this.editions.inForce(on);
    return {
      at,
      on,
      edition,
      altitudePoints: this.altitudePoints,
      sessionId: await this.sessionAt(unit, outletId, at, on),
    };
  }

  /** Whether a visiting doctor was at the outlet at a time. */
  async isDoctorHere(unit: Unit, outletId: string, at: Date): Promise<boolean> {
    const on = this.calendar.dayOf(at);
    const sent = await unit.manager
      .createQueryBuilder(Assignment, 'assignment')
      .innerJoin(Session, 'session', 'session.id = assignment.session_id')
      .where('session.outlet_id = :outletId AND session.on = :on', { outletId, on })
      .andWhere('assignment.cancelled_at IS NULL AND assignment.arrived_at IS NOT NULL')
      .getMany();
    return sent.some((assignment) => this.clock.presenceOf(assignment, at) === 'here');
  }

  /** The edition that judges a visit again. */
  editionOf(visit: Visit): Promise<Edition> {
    return this.editions.ofVisit(visit);
  }

  private async sessionAt(unit: Unit, outletId: string, at: Date, on: Day): Promise<string | null> {
    const slot = slotAt(minuteOfDay(at, this.calendar.zone));
    if (!slot) return null;
    const session = await unit.manager.findOneBy(Session, { outletId, on, slot });
    return session?.id ?? null;
  }
}
