import { unlessDuplicate } from '../database/unless-duplicate.js';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import type { Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Doctor } from '../doctors/doctor.entity.js';
import { Doctors } from '../doctors/doctors.service.js';
import { isOpen, type Slot } from '../network/domain/opening-hours.js';
import { OpeningException, Outlet } from '../network/outlet.entity.js';
import { Outlets } from '../network/outlets.service.js';
import type { Acting } from '../staff/actor.js';
import { Places } from '../staff/places.js';
import { NotFound } from '../web/refusals.js';
import { whyNot } from './domain/assignability.js';
import { AlreadyCancelled, SessionClash } from './domain/refusals.js';
import { Assignment, Session } from './session.entity.js';

export interface Wanted {
  readonly outletId: string;
  readonly on: Day;
  readonly slot: Slot;
}

/** What an assignment's mails need to say; it travels with the act and is not kept. */
export interface AssignmentNews {
  readonly assignment: Assignment;
  readonly doctor: Doctor;
  readonly outlet: Outlet;
  /** Where it was before, when it was moved. */
  readonly former?: { readonly outlet: Outlet; readonly on: Day; readonly slot: Slot };
}

/** Which doctor sees patients where and when. */
@Injectable()
export class Roster implements OnModuleInit {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly outlets: Outlets,
    private readonly doctors: Doctors,
    private readonly places: Places,
    private readonly calendar: Calendar,
  ) {}

  onModuleInit(): void {
    this.places.reachOfDoctorsBy((doctorId) => this.outletsToday(doctorId));
  }

  /**
   * Sends a doctor to a session.
   * @throws the reason why they can't go: OutletNotApproved, SlotClosed, SessionClash,
   *   RegistrationNotCovering, RegistrationExpired, DoctorStruckOff, SessionPast
   */
  async assign(doctorId: string, wanted: Wanted, actor: Acting): Promise<string> {
    return this.units.run(actor, async (unit) => {
      const { outlet, doctor } = await this.judge(unit, doctorId, wanted, actor);
      const assignment: Assignment = {
        id: unit.newKey(),
        sessionId: await this.sessionFor(unit, wanted),
        doctorId,
        on: wanted.on,
        slot: wanted.slot,
        sequence: 0,
        assignedAt: unit.at,
        assignedBy: actor.id,
        cancelledAt: null,
        cancelledBy: null,
        cancelReason: null,
      };
      await unlessDuplicate(
        () => new SessionClash({ outlet: '' }),
        () => unit.manager.insert(Assignment, assignment),
      );
      await this.tell(unit, 'session.assigned', { assignment, doctor, outlet });
      return assignment.id;
    });
  }

  /** Sends the doctor elsewhere, or at another time; the calendar entry moves with them. @throws as `assign` */
  async move(assignmentId: string, to: Wanted, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { assignment, outlet: formerOutlet } = await this.standing(unit, assignmentId, actor);
      const { outlet, doctor } = await this.judge(unit, assignment.doctorId, to, actor, assignmentId);
      const moved = {
        sessionId: await this.sessionFor(unit, to),
        on: to.on,
        slot: to.slot,
        sequence: assignment.sequence + 1,
      };
      await unlessDuplicate(
        () => new SessionClash({ outlet: '' }),
        () => unit.manager.update(Assignment, { id: assignmentId }, moved),
      );
      const former = { outlet: formerOutlet, on: assignment.on, slot: assignment.slot };
      await this.tell(unit, 'session.moved', {
        assignment: { ...assignment, ...moved },
        doctor,
        outlet,
        former,
      });
    });
  }

  /** Calls a doctor off. @throws AlreadyCancelled */
  async cancel(assignmentId: string, reason: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { assignment, outlet } = await this.standing(unit, assignmentId, actor);
      const doctor = await this.doctors.findIn(unit, assignment.doctorId);
      const cancelled = {
        cancelledAt: unit.at,
        cancelledBy: actor.id,
        cancelReason: reason,
        sequence: assignment.sequence + 1,
      };
      await unit.manager.update(Assignment, { id: assignmentId }, cancelled);
      await this.tell(unit, 'session.cancelled', {
        assignment: { ...assignment, ...cancelled },
        doctor,
        outlet,
      });
    });
  }

  /** An assignment for its page. @throws NotFound outside the reach */
  async find(assignmentId: string, actor: Acting): Promise<{ assignment: Assignment; session: Session }> {
    const assignment = await this.reader.of(Assignment).findOneBy({ id: assignmentId });
    const session = assignment && (await this.reader.of(Session).findOneBy({ id: assignment.sessionId }));
    if (!session) throw new NotFound();
    await this.outlets.find(session.outletId, actor.reach);
    return { assignment, session };
  }

  private async judge(
    unit: Unit,
    doctorId: string,
    { outletId, on, slot }: Wanted,
    actor: Acting,
    moving?: string,
  ) {
    const outlet = await this.outlets.findIn(unit, outletId, actor.reach);
    const doctor = await this.doctors.findIn(unit, doctorId);
    const exceptions = await unit.manager.findBy(OpeningException, { outletId, on });
    const other = await unit.manager.findOneBy(Assignment, { doctorId, on, slot, cancelledAt: IsNull() });
    const refusal = whyNot({
      on,
      slot,
      today: this.calendar.today(),
      outlet,
      open: isOpen(outlet.week, on, slot, exceptions),
      doctor: { ...doctor, struckOff: doctor.struckOffAt !== null },
      elsewhere: other && other.id !== moving ? await this.outletName(unit, other.sessionId) : undefined,
    });
    if (refusal) throw refusal;
    return { outlet, doctor };
  }

  private async standing(
    unit: Unit,
    id: string,
    actor: Acting,
  ): Promise<{ assignment: Assignment; outlet: Outlet }> {
    const assignment = await unit.manager.findOneBy(Assignment, { id });
    if (!assignment) throw new NotFound();
    const { outletId } = await unit.manager.findOneByOrFail(Session, { id: assignment.sessionId });
    const outlet = await this.outlets.findIn(unit, outletId, actor.reach);
    if (assignment.cancelledAt) throw new AlreadyCancelled();
    return { assignment, outlet };
  }

  private async sessionFor(unit: Unit, { outletId, on, slot }: Wanted): Promise<string> {
    const known = await unit.manager.findOneBy(Session, { outletId, on, slot });
    if (known) return known.id;
    const id = unit.newKey();
    await unit.manager.insert(Session, { id, outletId, on, slot });
    return id;
  }

  private async outletName(unit: Unit, sessionId: string): Promise<string> {
    const { outletId } = await unit.manager.findOneByOrFail(Session, { id: sessionId });
    return (await unit.manager.findOneByOrFail(Outlet, { id: outletId })).name;
  }

  private async outletsToday(doctorId: string): Promise<string[]> {
    const rows = await this.reader
      .of(Assignment)
      .createQueryBuilder('assignment')
      .innerJoin(Session, 'session', 'session.id = assignment.session_id')
      .select('session.outlet_id', 'id')
      .where('assignment.doctor_id = :doctorId AND assignment.cancelled_at IS NULL', { doctorId })
      .andWhere('assignment.on = :today', { today: this.calendar.today() })
      .getRawMany<{ id: string }>();
    return [...new Set(rows.map(({ id }) => id))];
  }

  private async tell(unit: Unit, name: string, news: AssignmentNews): Promise<void> {
    const { assignment, doctor, outlet, former } = news;
    const { on, slot, cancelReason: reason } = assignment;
    await unit.record({
      name,
      subject: { kind: 'assignment', id: assignment.id },
      outletId: outlet.id,
      before: former && { outlet: former.outlet.name, on: former.on, slot: former.slot },
      after: { doctor: doctor.name, outlet: outlet.name, on, slot, ...(reason && { reason }) },
      carries: news,
    });
  }
}
