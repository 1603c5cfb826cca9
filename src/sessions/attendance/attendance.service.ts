import { Injectable, Logger } from '@nestjs/common';
import { oneByOne } from '../../config/one-by-one.js';
import { Round } from '../../config/round.js';
import { IsNull } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { theProgram } from '../../database/act.js';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { Doctor } from '../../doctors/doctor.entity.js';
import { Outlet } from '../../network/outlet.entity.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Acting } from '../../staff/actor.js';
import { NotFound } from '../../web/refusals.js';
import { type Attended, isOnTheDay } from '../domain/attendance.js';
import { AlreadyCancelled, NotArrived, NotOnTheDay } from '../domain/refusals.js';
import { SessionClock } from '../session-clock.js';
import { Assignment, Session } from '../session.entity.js';

/** What the officers must know of a session whose doctor is not there. */
export interface Missing {
  readonly assignment: Assignment;
  readonly doctor: Doctor;
  readonly outlet: Outlet;
}

/** Whoever says that a doctor came; a visiting doctor with their key in the register. */
type Attending = Acting & { readonly doctorId?: string };

/** Who came to their session, and when; who is late, and who did not come at all. */
@Injectable()
export class Attendance {
  private readonly log = new Logger(Attendance.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly outlets: Outlets,
    private readonly clock: SessionClock,
    private readonly calendar: Calendar,
  ) {}

  /** The doctor is there, or there again; said twice it stays as it was. @throws NotOnTheDay @throws NotFound outside the reach */
  async arrive(assignmentId: string, actor: Attending): Promise<void> {
    await this.note(assignmentId, actor, async (unit, assignment) => {
      if (assignment.arrivedAt && !assignment.leftAt) return undefined;
      const back = { leftAt: null, leftBy: null };
      const came = { arrivedAt: unit.at, arrivedBy: actor.id };
      await unit.manager.update(Assignment, { id: assignmentId }, assignment.arrivedAt ? back : came);
      return 'session.arrived';
    });
  }

  /** The doctor has left; said again it is the later time that counts. @throws NotArrived @throws NotOnTheDay */
  async leave(assignmentId: string, actor: Attending): Promise<void> {
    await this.note(assignmentId, actor, async (unit, assignment) => {
      if (!assignment.arrivedAt) throw new NotArrived();
      await unit.manager.update(Assignment, { id: assignmentId }, { leftAt: unit.at, leftBy: actor.id });
      return 'session.left';
    });
  }

  /** It was tapped by mistake: the doctor is not there. @throws NotOnTheDay */
  async takeBack(assignmentId: string, actor: Attending): Promise<void> {
    await this.note(assignmentId, actor, async (unit, assignment) => {
      if (!assignment.arrivedAt) return undefined;
      const nothing = { arrivedAt: null, arrivedBy: null, leftAt: null, leftBy: null };
      await unit.manager.update(Assignment, { id: assignmentId }, nothing);
      return 'session.not-arrived';
    });
  }

  /** Tells the officers of doctors who are late, and of sessions to which nobody came: once each. */
  @Round({ name: 'attendance', everySeconds: 5 })
  async sweep(): Promise<void> {
    const now = this.calendar.now();
    const missing = await this.reader.of(Assignment).findBy({
      on: this.calendar.today(),
      arrivedAt: IsNull(),
      cancelledAt: IsNull(),
      absentToldAt: IsNull(),
    });
    // Who declined is not late: the officers know.
    await oneByOne(missing, this.log, async (assignment) => {
      const state = this.clock.presenceOf(assignment, now);
      if (state === 'absent') await this.tell(assignment.id, 'absent');
      else if (state === 'late' && !assignment.lateToldAt) await this.tell(assignment.id, 'late');
    });
  }

  /** A session with who came when. */
  private attended(assignment: Assignment): Attended {
    return {
      from: this.clock.begins(assignment).getTime(),
      to: this.clock.ends(assignment).getTime(),
      arrived: assignment.arrivedAt?.getTime(),
      left: assignment.leftAt?.getTime(),
    };
  }

  private async note(
    assignmentId: string,
    actor: Attending,
    change: (
      unit: Unit,
      assignment: Assignment,
    ) => Promise<'session.arrived' | 'session.left' | 'session.not-arrived' | undefined>,
  ): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const assignment = await unit.manager.findOneBy(Assignment, { id: assignmentId });
      // Doctors speak for themselves, nobody else.
      const isOthers = actor.role === 'doctor' && actor.doctorId !== assignment?.doctorId;
      if (!assignment || isOthers) throw new NotFound();
      const { outletId } = await unit.manager.findOneByOrFail(Session, { id: assignment.sessionId });
      await this.outlets.findIn(unit, outletId, actor.reach);
      if (assignment.cancelledAt) throw new AlreadyCancelled();
      if (!isOnTheDay(this.attended(assignment), unit.at.getTime())) throw new NotOnTheDay();
      const name = await change(unit, assignment);
      if (!name) return;
      const { on, slot } = assignment;
      await unit.record({
        name,
        subject: { kind: 'assignment', id: assignmentId },
        outletId,
        before: { arrivedAt: assignment.arrivedAt, leftAt: assignment.leftAt },
        after: { on, slot },
      });
    });
  }

  private async tell(id: string, what: 'late' | 'absent'): Promise<void> {
    await this.units.run(theProgram, async (unit) => {
      const told = what === 'late' ? { lateToldAt: unit.at } : { lateToldAt: unit.at, absentToldAt: unit.at };
      const assignment = await unit.manager.findOneBy(Assignment, {
        id,
        arrivedAt: IsNull(),
        cancelledAt: IsNull(),
        ...(what === 'late' ? { lateToldAt: IsNull() } : { absentToldAt: IsNull() }),
      });
      if (!assignment) return;
      await unit.manager.update(Assignment, { id }, told);
      const { outletId } = await unit.manager.findOneByOrFail(Session, { id: assignment.sessionId });
      const [outlet, doctor] = [
        await unit.manager.findOneByOrFail(Outlet, { id: outletId }),
        await unit.manager.findOneByOrFail(Doctor, { id: assignment.doctorId }),
      ];
      const { on, slot } = assignment;
      await unit.record({
        name: `session.${what}`,
        subject: { kind: 'assignment', id },
        outletId,
        after: { doctor: doctor.name, outlet: outlet.name, on, slot },
        carries: { assignment, doctor, outlet },
      });
    });
  }
}
