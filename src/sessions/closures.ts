import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThanOrEqual } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { Hears } from '../database/hears.js';
import type { Act } from '../database/act.js';
import type { Unit } from '../database/unit.js';
import { Doctor, DoctorDistrict } from '../doctors/doctor.entity.js';
import { OpeningException, Outlet } from '../network/outlet.entity.js';
import { seesPatients } from '../needs/needs.service.js';
import type { AssignmentNews } from './changes/session-change.js';
import { Sessions } from './sessions.service.js';
import { SessionClock } from './session-clock.js';
import { Assignment, Session } from './session.entity.js';

/** What the officers must know: sessions that were called off by a rule, and whose doctor or outlet it was. */
export interface SessionsLost {
  readonly because: 'doctor' | 'outlet';
  readonly name: string;
  readonly news: readonly AssignmentNews[];
}

/**
 * No session is orphaned: when an outlet is suspended or closes, or a doctor is struck off or no longer registered
 * for a district, the sessions ahead that can't be any more are called off in the same act; doctors, outlets and officers
 * are told.
 */
@Injectable()
export class Closures {
  constructor(
    private readonly sessions: Sessions,
    private readonly clock: SessionClock,
    private readonly calendar: Calendar,
  ) {}

  @Hears(
    'outlet.changed',
    'outlet.suspended',
    'outlet.revoked',
    'outlet.hours-set',
    'outlet.exception-made',
    'outlet.exception-removed',
  )
  async ofOutlet({ subject }: Act, unit: Unit): Promise<void> {
    const outlet = await unit.manager.findOneByOrFail(Outlet, { id: subject.id });
    const isOut = outlet.state !== 'approved';
    const sessions = await unit.manager.findBy(Session, {
      outletId: outlet.id,
      on: MoreThanOrEqual(this.calendar.today()),
    });
    const exceptions = await unit.manager.findBy(OpeningException, { outletId: outlet.id });
    const assignments = await unit.manager.findBy(Assignment, {
      sessionId: In(sessions.map(({ id }) => id)),
      cancelledAt: IsNull(),
    });
    const covering = await unit.manager.findBy(DoctorDistrict, {
      doctorId: In(assignments.map(({ doctorId }) => doctorId)),
      districtId: outlet.districtId,
    });
    const covered = new Set(covering.map(({ doctorId }) => doctorId));
    const shut = assignments.filter(({ on, slot }) => !seesPatients(outlet, exceptions, on, slot));
    const strangers = assignments.filter((one) => !shut.includes(one) && !covered.has(one.doctorId));
    const news = [
      ...(await this.callOff(unit, shut, isOut ? outlet.state : 'closed')),
      ...(await this.callOff(unit, strangers, 'registration')),
    ];
    await this.tell(unit, subject, 'outlet', outlet.name, news);
  }

  @Hears('doctor.struck-off', 'doctor.changed')
  async ofDoctor({ subject }: Act, unit: Unit): Promise<void> {
    const doctorId = subject.id;
    const doctor = await unit.manager.findOneByOrFail(Doctor, { id: doctorId });
    const assignments = await unit.manager.findBy(Assignment, {
      doctorId,
      on: MoreThanOrEqual(this.calendar.today()),
      cancelledAt: IsNull(),
    });
    const districts = await unit.manager.findBy(DoctorDistrict, { doctorId });
    const covered = new Set(districts.map(({ districtId }) => districtId));
    const sessions = await unit.manager.findBy(Session, {
      id: In(assignments.map(({ sessionId }) => sessionId)),
    });
    const outlets = await unit.manager.findBy(Outlet, {
      id: In(sessions.map(({ outletId }) => outletId)),
      districtId: In([...covered]),
    });
    const near = new Set(outlets.map(({ id }) => id));
    const reached = new Set(sessions.filter(({ outletId }) => near.has(outletId)).map(({ id }) => id));
    const lost = assignments.filter(
      ({ on, sessionId }) => doctor.struckOffAt !== null || doctor.validUntil < on || !reached.has(sessionId),
    );
    const news = await this.callOff(unit, lost, doctor.struckOffAt ? 'struckOff' : 'registration');
    await this.tell(unit, subject, 'doctor', doctor.name, news);
  }

  /** Calls off what is ahead; whoever has checked in stays until they check out. */
  private async callOff(
    unit: Unit,
    assignments: readonly Assignment[],
    why: string,
  ): Promise<AssignmentNews[]> {
    const ahead = assignments.filter((one) => one.arrivedAt === null && !this.clock.isOver(one));
    if (ahead.length === 0) return [];
    return this.sessions.apply(
      unit,
      ahead.map(({ id }) => ({ kind: 'cancel', assignmentId: id, reason: `roster.calledOff.${why}` })),
      // Whoever may suspend an outlet or strike a doctor off thereby calls their sessions off, wherever they are.
      { id: unit.author.id, reach: { over: 'network' } },
    );
  }

  private async tell(
    unit: Unit,
    subject: Act['subject'],
    because: SessionsLost['because'],
    name: string,
    news: readonly AssignmentNews[],
  ): Promise<void> {
    if (news.length === 0) return;
    await unit.record({
      name: 'sessions.lost',
      subject,
      after: { [because]: name, sessions: news.length },
      carries: { because, name, news },
    });
  }
}
