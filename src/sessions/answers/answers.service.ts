import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { Availabilities } from '../../doctors/availabilities.service.js';
import { Doctor } from '../../doctors/doctor.entity.js';
import { Outlet } from '../../network/outlet.entity.js';
import { SignedLinks } from '../../web/signed-links.js';
import { NotFound } from '../../web/refusals.js';
import { AnsweredTooLate } from '../domain/refusals.js';
import { SessionClock } from '../session-clock.js';
import { type Answer, Assignment, Session } from '../session.entity.js';

/** A session that a mail told a doctor of, as it stands now. */
export interface AskedSession {
  readonly assignment: Assignment;
  readonly outlet: Outlet;
  /** Whether it can be answered: it stands, and has not begun. */
  readonly open: boolean;
}

/** What an answer's mail must say. */
export interface AnswerNews {
  readonly assignment: Assignment;
  readonly doctor: Doctor;
  readonly outlet: Outlet;
}

/**
 * Doctors' answers to what they were told, by a link in the mail that works without signing in. A link speaks of the
 * sessions that one mail told one doctor of: it holds until a session is changed again, called off, or begins.
 */
@Injectable()
export class Answers {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly availabilities: Availabilities,
    private readonly links: SignedLinks,
    private readonly clock: SessionClock,
  ) {}

  /** The word in the address of the sessions that a doctor was told of at an instant. */
  tokenOf(doctorId: string, toldAt: Date): string {
    const what = `${doctorId}.${toldAt.getTime()}`;
    return this.links.tokenOf('answer', what);
  }

  /** The doctor and the sessions that a link speaks of. @throws NotFound for a link that we did not make */
  async asked(token: string): Promise<{ doctor: Doctor; sessions: AskedSession[] }> {
    const { doctorId, toldAt } = this.read(token);
    const doctor = await this.reader.of(Doctor).findOneBy({ id: doctorId });
    if (!doctor) throw new NotFound();
    const assignments = (await this.reader.of(Assignment).findBy({ doctorId, changedAt: toldAt })).sort(
      (a, b) => this.clock.begins(a).getTime() - this.clock.begins(b).getTime(),
    );
    const outlets = await this.outletsOf(assignments);
    return {
      doctor,
      sessions: assignments.map((assignment) => ({
        assignment,
        outlet: outlets.get(assignment.sessionId)!,
        open: this.isOpen(assignment),
      })),
    };
  }

  /**
   * Answers for one session that the link speaks of, or for all that are open still. Who declines can't in that slot:
   * no proposal sends them there again.
   * @throws NotFound for a link that we did not make @throws AnsweredTooLate when nothing is left to answer
   */
  async answer(token: string, answer: Answer, assignmentId?: string): Promise<number> {
    const { doctorId, toldAt } = this.read(token);
    return this.units.run({ id: null }, async (unit) => {
      const told = await unit.manager.findBy(Assignment, { doctorId, changedAt: toldAt });
      const meant = told.filter(
        (one) => this.isOpen(one) && (assignmentId === undefined || one.id === assignmentId),
      );
      if (meant.length === 0) throw new AnsweredTooLate();
      const doctor = await unit.manager.findOneByOrFail(Doctor, { id: doctorId });
      // Confirming all is no second thought about one that was declined by itself.
      const keeps = (one: Assignment) =>
        assignmentId === undefined && answer === 'confirmed' && one.answer === 'declined';
      for (const assignment of meant)
        if (assignment.answer !== answer && !keeps(assignment))
          await this.record(unit, assignment, doctor, answer);
      return meant.length;
    });
  }

  private async record(unit: Unit, assignment: Assignment, doctor: Doctor, answer: Answer): Promise<void> {
    const { id, on, slot, sessionId } = assignment;
    const answered = { answer, answeredAt: unit.at };
    await unit.manager.update(Assignment, { id }, answered);
    const { outletId } = await unit.manager.findOneByOrFail(Session, { id: sessionId });
    const outlet = await unit.manager.findOneByOrFail(Outlet, { id: outletId });
    const says = answer === 'declined' ? 'cannot' : 'can';
    if (answer === 'declined' || assignment.answer === 'declined')
      await this.availabilities.sayOtherwiseIn(unit, doctor.id, { from: on, to: on, slots: [slot], says });
    await unit.record({
      name: `session.${answer}`,
      subject: { kind: 'assignment', id },
      outletId,
      after: { doctor: doctor.name, outlet: outlet.name, on, slot },
      carries: { assignment: { ...assignment, ...answered }, doctor, outlet },
    });
  }

  private isOpen(assignment: Assignment): boolean {
    return assignment.cancelledAt === null && !this.clock.hasBegun(assignment);
  }

  private async outletsOf(assignments: readonly Assignment[]): Promise<Map<string, Outlet>> {
    const sessions = await this.reader
      .of(Session)
      .findBy({ id: In(assignments.map(({ sessionId }) => sessionId)) });
    const outlets = await this.reader.of(Outlet).findBy({ id: In(sessions.map(({ outletId }) => outletId)) });
    const outletOf = new Map(outlets.map((outlet) => [outlet.id, outlet]));
    return new Map(sessions.map(({ id, outletId }) => [id, outletOf.get(outletId)!]));
  }

  private read(token: string): { doctorId: string; toldAt: Date } {
    const [doctorId, instant] = this.links.read('answer', token)?.split('.') ?? [];
    if (doctorId === undefined) throw new NotFound();
    return { doctorId, toldAt: new Date(Number(instant)) };
  }
}
