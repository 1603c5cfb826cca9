import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import type { Language } from '../config/settings.js';
import { DoseRules } from '../medicines/dose-rules.service.js';
import type { Outlet } from '../network/outlet.entity.js';
import { Outlets } from '../network/outlets.service.js';
import { programActing } from '../staff/actor.js';
import { doctorToWaitFor } from '../sessions/domain/attendance.js';
import { SessionsQueries } from '../sessions/sessions.queries.js';
import { type VisitLine, VisitsQueries } from '../visits/visits.queries.js';
import { slipPage } from './slip.page.js';

/** What the slip of a visit says. */
@Injectable()
export class Slips {
  constructor(
    private readonly visits: VisitsQueries,
    private readonly outlets: Outlets,
    private readonly doseRules: DoseRules,
    private readonly sessions: SessionsQueries,
    private readonly calendar: Calendar,
  ) {}

  async of(visit: VisitLine, outlet: Outlet, language: Language) {
    const [given, rules, duties] = await Promise.all([
      this.visits.given(visit.id),
      this.doseRules.all(),
      this.waitsHere(visit) ? this.sessions.today(outlet.id) : [],
    ]);
    const sentTo = visit.sentToId ? await this.outlets.find(visit.sentToId, programActing.reach) : undefined;
    const seenOn = visit.seenAt ? this.calendar.dayOf(visit.seenAt) : undefined;
    const slip = slipPage(visit, given, outlet, language, rules, { seenOn, sentTo });
    return { ...slip, doctor: doctorToWaitFor(duties) };
  }

  /** Whether they are to see the doctor here today: the slip says who, and from when. */
  private waitsHere({ disposition, seenAt, leftAt, on }: VisitLine): boolean {
    return disposition === 'doctor' && !seenAt && !leftAt && on === this.calendar.today();
  }
}
