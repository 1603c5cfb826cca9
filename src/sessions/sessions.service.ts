import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { insertMany } from '../database/insert-many.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { unlessDuplicate } from '../database/unless-duplicate.js';
import { Outlets } from '../network/outlets.service.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { SessionClash } from './domain/refusals.js';
import { Circumstances, placeKey } from './changes/circumstances.js';
import type { AssignmentNews, SessionChange, Wanted } from './changes/session-change.js';
import { Versions } from './changes/versions.service.js';
import { Assignment, Session } from './session.entity.js';

/** Which doctor sees patients where and when, as far as they have been told. */
@Injectable()
export class Sessions {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly outlets: Outlets,
    private readonly versions: Versions,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Sends a doctor to a session.
   * @throws the reason why they can't go: OutletNotApproved, SlotClosed, SessionClash,
   *   RegistrationNotCovering, RegistrationExpired, DoctorStruckOff, SessionPast
   */
  async assign(doctorId: string, to: Wanted, actor: Acting): Promise<string> {
    const [news] = await this.units.run(actor, (unit) =>
      this.apply(unit, [{ kind: 'assign', doctorId, to }], actor),
    );
    return news!.assignment.id;
  }

  /** Sends the doctor elsewhere, or at another time; the calendar entry moves with them. @throws as `assign` */
  async move(assignmentId: string, to: Wanted, actor: Acting): Promise<void> {
    await this.units.run(actor, (unit) => this.apply(unit, [{ kind: 'move', assignmentId, to }], actor));
  }

  /** Calls a doctor off. @throws AlreadyCancelled */
  async cancel(assignmentId: string, reason: string, actor: Acting): Promise<void> {
    await this.units.run(actor, (unit) =>
      this.apply(unit, [{ kind: 'cancel', assignmentId, reason }], actor),
    );
  }

  /**
   * Does all changes, or none: who is called off goes first, so that others can come. Each week that they touch gets
   * a new version, open drafts follow, and whoever is affected gets one mail.
   * @throws as `assign` @throws AlreadyCancelled @throws SessionAttended
   */
  async apply(unit: Unit, changes: readonly SessionChange[], actor: Acting): Promise<AssignmentNews[]> {
    const around = await Circumstances.of(unit, changes, actor);
    const off = changes.filter((change) => change.kind === 'cancel');
    const moves = changes.filter((change) => change.kind === 'move');
    for (const { assignmentId } of [...off, ...moves]) around.free(around.standing(assignmentId).assignment);

    const news: AssignmentNews[] = [];
    for (const { assignmentId, reason } of off)
      news.push(await this.callOff(unit, around, assignmentId, reason, actor));
    const sessions = await this.sessions(
      unit,
      around,
      changes.flatMap((change) => ('to' in change ? [change.to] : [])),
    );
    for (const { assignmentId, to } of moves)
      news.push(await this.shift(unit, around, assignmentId, to, sessions(to)));
    const come = changes.filter((change) => change.kind === 'assign');
    news.push(...(await this.send(unit, around, come, sessions, actor)));
    for (const one of news) await this.tell(unit, one);
    await this.versions.add(unit, news);
    return news;
  }

  /** An assignment for its page. @throws NotFound outside the reach */
  async find(assignmentId: string, actor: Acting): Promise<{ assignment: Assignment; session: Session }> {
    const assignment = await this.reader.of(Assignment).findOneBy({ id: assignmentId });
    const session = assignment && (await this.reader.of(Session).findOneBy({ id: assignment.sessionId }));
    if (!session) throw new NotFound();
    await this.outlets.find(session.outletId, actor.reach);
    return { assignment, session };
  }

  private async callOff(
    unit: Unit,
    around: Circumstances,
    id: string,
    reason: string,
    actor: Acting,
  ): Promise<AssignmentNews> {
    const { assignment, outlet, doctor } = around.standing(id);
    const cancelled = {
      cancelledAt: unit.at,
      cancelledBy: actor.id,
      cancelReason: reason,
      changedAt: unit.at,
      sequence: assignment.sequence + 1,
    };
    await unit.manager.update(Assignment, { id }, cancelled);
    return { assignment: { ...assignment, ...cancelled }, doctor, outlet };
  }

  private async shift(
    unit: Unit,
    around: Circumstances,
    id: string,
    to: Wanted,
    sessionId: string,
  ): Promise<AssignmentNews> {
    const { assignment, outlet: from } = around.standing(id);
    const { outlet, doctor } = around.admit(assignment.doctorId, to, this.calendar.today());
    const moved = {
      sessionId,
      on: to.on,
      slot: to.slot,
      changedAt: unit.at,
      answer: null,
      answeredAt: null,
      lateToldAt: null,
      absentToldAt: null,
      sequence: assignment.sequence + 1,
    };
    await unlessDuplicate(
      () => new SessionClash({ outlet: '' }),
      () => unit.manager.update(Assignment, { id }, moved),
    );
    const former = { outlet: from, on: assignment.on, slot: assignment.slot };
    return { assignment: { ...assignment, ...moved }, doctor, outlet, former };
  }

  private async send(
    unit: Unit,
    around: Circumstances,
    changes: readonly (SessionChange & { kind: 'assign' })[],
    sessions: (place: Wanted) => string,
    actor: Acting,
  ): Promise<AssignmentNews[]> {
    const news = changes.map(({ doctorId, to }) => {
      const { outlet, doctor } = around.admit(doctorId, to, this.calendar.today());
      const assignment: Assignment = {
        id: unit.newKey(),
        sessionId: sessions(to),
        doctorId,
        on: to.on,
        slot: to.slot,
        sequence: 0,
        assignedAt: unit.at,
        assignedBy: actor.id,
        changedAt: unit.at,
        answer: null,
        answeredAt: null,
        arrivedAt: null,
        arrivedBy: null,
        leftAt: null,
        leftBy: null,
        lateToldAt: null,
        absentToldAt: null,
        cancelledAt: null,
        cancelledBy: null,
        cancelReason: null,
      };
      return { assignment, doctor, outlet };
    });
    await unlessDuplicate(
      () => new SessionClash({ outlet: '' }),
      () =>
        insertMany(
          unit,
          Assignment,
          news.map(({ assignment }) => assignment),
        ),
    );
    return news;
  }

  /** The sessions of places, made where there is none yet. */
  private async sessions(
    unit: Unit,
    around: Circumstances,
    places: readonly Wanted[],
  ): Promise<(place: Wanted) => string> {
    const made = new Map<string, Session>();
    for (const place of places)
      if (!around.sessionAt(place) && !made.has(placeKey(place))) {
        const { outletId, on, slot } = place;
        made.set(placeKey(place), { id: unit.newKey(), outletId, on, slot });
      }
    await insertMany(unit, Session, [...made.values()]);
    return (place) => (around.sessionAt(place) ?? made.get(placeKey(place))!).id;
  }

  private async tell(unit: Unit, news: AssignmentNews): Promise<void> {
    const { assignment, doctor, outlet, former } = news;
    const { on, slot, cancelReason: reason } = assignment;
    await unit.record({
      name: nameOf(news),
      subject: { kind: 'assignment', id: assignment.id },
      outletId: outlet.id,
      before: former && { outlet: former.outlet.name, on: former.on, slot: former.slot },
      after: { doctor: doctor.name, outlet: outlet.name, on, slot, ...(reason && { reason }) },
      carries: news,
    });
  }
}

function nameOf({ assignment, former }: AssignmentNews) {
  if (assignment.cancelledAt) return 'session.cancelled';
  return former ? 'session.moved' : 'session.assigned';
}
