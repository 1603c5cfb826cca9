import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, IsNull, MoreThanOrEqual } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { instantAt } from '../../config/domain/calendar.js';
import { Settings } from '../../config/settings.js';
import { ActListeners } from '../../database/act-listeners.js';
import type { Act } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { Doctor, DoctorDistrict } from '../../doctors/doctor.entity.js';
import { slotTimes } from '../../network/domain/opening-hours.js';
import { OpeningException, Outlet } from '../../network/outlet.entity.js';
import { translate } from '../../web/language.js';
import { seesPatients } from '../needs.service.js';
import type { AssignmentNews } from '../publishing/session-change.js';
import { Roster } from '../roster.service.js';
import { Assignment, Session } from '../session.entity.js';

const ofOutlets = [
  'outlet.suspend',
  'outlet.revoke',
  'outlet.hours-set',
  'outlet.exception-made',
  'outlet.exception-removed',
];
const ofDoctors = ['doctor.struck-off', 'doctor.changed'];

/** What the officers must know: sessions that lost their doctor. */
export interface SessionsLost {
  readonly doctor: Doctor;
  readonly news: readonly AssignmentNews[];
}

/**
 * No session is orphaned: when an outlet is suspended or closes, or a doctor is struck off or no longer registered
 * for a district, the sessions ahead that can't be any more are called off in the same act, and everybody is told.
 */
@Injectable()
export class Closures implements OnModuleInit {
  constructor(
    private readonly listeners: ActListeners,
    private readonly roster: Roster,
    private readonly settings: Settings,
    private readonly calendar: Calendar,
  ) {}

  onModuleInit(): void {
    for (const name of ofOutlets) this.listeners.on(name, (act, unit) => this.ofOutlet(act, unit));
    for (const name of ofDoctors) this.listeners.on(name, (act, unit) => this.ofDoctor(act, unit));
  }

  private async ofOutlet({ subject }: Act, unit: Unit): Promise<void> {
    const outlet = await unit.manager.findOneByOrFail(Outlet, { id: subject.id });
    const sessions = await unit.manager.findBy(Session, {
      outletId: outlet.id,
      on: MoreThanOrEqual(this.calendar.today()),
    });
    const exceptions = await unit.manager.findBy(OpeningException, { outletId: outlet.id });
    const shut = sessions.filter(({ on, slot }) => !seesPatients(outlet, exceptions, on, slot));
    const assignments = await unit.manager.findBy(Assignment, {
      sessionId: In(shut.map(({ id }) => id)),
      cancelledAt: IsNull(),
    });
    await this.callOff(unit, assignments, outlet.state === 'approved' ? 'closed' : outlet.state);
  }

  private async ofDoctor(act: Act, unit: Unit): Promise<void> {
    const doctorId = act.subject.id;
    const doctor = await unit.manager.findOneByOrFail(Doctor, { id: doctorId });
    const assignments = await unit.manager.findBy(Assignment, {
      doctorId,
      on: MoreThanOrEqual(this.calendar.today()),
      cancelledAt: IsNull(),
    });
    if (assignments.length === 0) return;
    const districts = await unit.manager.findBy(DoctorDistrict, { doctorId });
    const covered = new Set(districts.map(({ districtId }) => districtId));
    const lost: Assignment[] = [];
    for (const assignment of assignments) {
      const { outletId } = await unit.manager.findOneByOrFail(Session, { id: assignment.sessionId });
      const { districtId } = await unit.manager.findOneByOrFail(Outlet, { id: outletId });
      const mayWork =
        doctor.struckOffAt === null && assignment.on <= doctor.validUntil && covered.has(districtId);
      if (!mayWork) lost.push(assignment);
    }
    const news = await this.callOff(unit, lost, doctor.struckOffAt ? 'struckOff' : 'registration');
    if (news.length > 0)
      await unit.record({
        name: 'sessions.lost',
        subject: { kind: 'doctor', id: doctorId },
        after: { doctor: doctor.name, sessions: news.length },
        carries: { doctor, news } satisfies SessionsLost,
      });
  }

  private async callOff(
    unit: Unit,
    assignments: readonly Assignment[],
    why: string,
  ): Promise<AssignmentNews[]> {
    const reason = translate(this.settings.DEFAULT_LANGUAGE, `roster.calledOff.${why}`);
    const ahead = assignments.filter(
      ({ on, slot }) => this.calendar.now() < instantAt(on, slotTimes[slot].to, this.calendar.zone),
    );
    if (ahead.length === 0) return [];
    return this.roster.apply(
      unit,
      ahead.map(({ id }) => ({ kind: 'cancel', assignmentId: id, reason })),
      // Whoever may suspend an outlet or strike a doctor off thereby calls their sessions off, wherever they are.
      { id: unit.author.id, reach: { over: 'network' } },
    );
  }
}
