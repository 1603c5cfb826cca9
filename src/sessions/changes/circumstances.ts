import { In, IsNull } from 'typeorm';
import type { Unit } from '../../database/unit.js';
import { Doctor, DoctorDistrict } from '../../doctors/doctor.entity.js';
import { isOpen } from '../../network/domain/opening-hours.js';
import { OpeningException, Outlet } from '../../network/outlet.entity.js';
import { reaches } from '../../network/reach.js';
import type { Acting } from '../../staff/actor.js';
import { NotFound } from '../../web/refusals.js';
import { whyNot } from '../domain/assignability.js';
import { AlreadyCancelled, SessionAttended } from '../domain/refusals.js';
import { grouped, keyOf } from '../../rostering/problem/grouped.js';
import { Assignment, Session } from '../session.entity.js';
import type { SessionChange, Wanted } from './session-change.js';

/** What was read. */
interface Known {
  readonly assignments: ReadonlyMap<string, Assignment>;
  readonly sessions: ReadonlyMap<string, Session>;
  readonly outlets: ReadonlyMap<string, Outlet>;
  readonly doctors: ReadonlyMap<string, Doctor>;
  readonly districts: ReadonlyMap<string, readonly DoctorDistrict[]>;
  readonly exceptions: ReadonlyMap<string, readonly OpeningException[]>;
  /** Doctor, day and slot → the assignment that keeps the doctor there. */
  readonly taken: Map<string, Assignment>;
  readonly actor: Acting;
}

/** All that must be known to judge some changes, read at once: thousands cost hardly more statements than one. */
export class Circumstances {
  private readonly places: ReadonlyMap<string, Session>;

  private constructor(private readonly known: Known) {
    this.places = new Map([...known.sessions.values()].map((session) => [placeKey(session), session]));
  }

  static async of(unit: Unit, changes: readonly SessionChange[], actor: Acting): Promise<Circumstances> {
    const { manager } = unit;
    const wanted = changes.flatMap((change) => ('to' in change ? [change.to] : []));
    const assignments = await manager.findBy(Assignment, {
      id: In(changes.flatMap((change) => ('assignmentId' in change ? [change.assignmentId] : []))),
    });
    const days = [...new Set(wanted.map(({ on }) => on))];
    const sessions = await manager.findBy(Session, [
      { id: In(assignments.map(({ sessionId }) => sessionId)) },
      { outletId: In(ids(wanted.map(({ outletId }) => outletId))), on: In(days) },
    ]);
    const doctorIds = ids([
      ...assignments.map(({ doctorId }) => doctorId),
      ...changes.flatMap((change) => ('doctorId' in change ? [change.doctorId] : [])),
    ]);
    const elsewhere = await manager.findBy(Assignment, {
      doctorId: In(doctorIds),
      on: In(days),
      cancelledAt: IsNull(),
    });
    const more = await manager.findBy(Session, {
      id: In(elsewhere.map(({ sessionId }) => sessionId)),
    });
    const known = new Map([...sessions, ...more].map((session) => [session.id, session]));
    const outletIds = ids([
      ...wanted.map(({ outletId }) => outletId),
      ...[...known.values()].map(({ outletId }) => outletId),
    ]);
    const [outlets, doctors, districts, exceptions] = [
      await manager.findBy(Outlet, { id: In(outletIds) }),
      await manager.findBy(Doctor, { id: In(doctorIds) }),
      await manager.findBy(DoctorDistrict, { doctorId: In(doctorIds) }),
      await manager.findBy(OpeningException, { outletId: In(outletIds), on: In(days) }),
    ];
    return new Circumstances({
      assignments: byId(assignments),
      sessions: known,
      outlets: byId(outlets),
      doctors: byId(doctors),
      districts: grouped(districts, ({ doctorId }) => doctorId),
      exceptions: grouped(exceptions, ({ outletId }) => outletId),
      taken: new Map(elsewhere.map((one) => [keyOf(one.doctorId, one.on, one.slot), one])),
      actor,
    });
  }

  /** An assignment that can be changed, and its outlet. @throws NotFound @throws AlreadyCancelled @throws SessionAttended */
  standing(assignmentId: string): { assignment: Assignment; outlet: Outlet; doctor: Doctor } {
    const assignment = this.known.assignments.get(assignmentId);
    if (!assignment) throw new NotFound();
    const outlet = this.outlet(this.known.sessions.get(assignment.sessionId)!.outletId);
    if (assignment.cancelledAt) throw new AlreadyCancelled();
    if (assignment.arrivedAt) throw new SessionAttended();
    return { assignment, outlet, doctor: this.doctor(assignment.doctorId) };
  }

  /** The session of a place, where it is known already. */
  sessionAt(place: Wanted): Session | undefined {
    return this.places.get(placeKey(place));
  }

  /** The doctor is free again. */
  free({ doctorId, on, slot }: Assignment): void {
    this.known.taken.delete(keyOf(doctorId, on, slot));
  }

  /**
   * The doctor and the outlet of a place to which they can be sent.
   * @throws the reason why they can't go
   */
  admit(doctorId: string, to: Wanted, today: string): { outlet: Outlet; doctor: Doctor } {
    const { on, slot } = to;
    const [outlet, doctor] = [this.outlet(to.outletId), this.doctor(doctorId)];
    const other = this.known.taken.get(keyOf(doctorId, on, slot));
    const districtIds = (this.known.districts.get(doctorId) ?? []).map(({ districtId }) => districtId);
    const refusal = whyNot({
      on,
      slot,
      today,
      outlet,
      open: isOpen(outlet.week, on, slot, this.known.exceptions.get(outlet.id) ?? []),
      doctor: { ...doctor, struckOff: doctor.struckOffAt !== null, districtIds },
      elsewhere: other && this.nameOf(other),
    });
    if (refusal) throw refusal;
    return { outlet, doctor };
  }

  /** An outlet within the actor's reach. @throws NotFound */
  private outlet(id: string): Outlet {
    const outlet = this.known.outlets.get(id);
    if (!outlet || !reaches(this.known.actor.reach, outlet)) throw new NotFound();
    return outlet;
  }

  private doctor(id: string): Doctor {
    const doctor = this.known.doctors.get(id);
    if (!doctor) throw new NotFound();
    return doctor;
  }

  private nameOf({ sessionId }: Assignment): string {
    return this.known.outlets.get(this.known.sessions.get(sessionId)!.outletId)!.name;
  }
}

/** One key of an outlet's slot. */
export const placeKey = ({ outletId, on, slot }: Wanted) => keyOf(outletId, on, slot);

const ids = (all: readonly string[]) => [...new Set(all)];

const byId = <T extends { readonly id: string }>(things: readonly T[]) =>
  new Map(things.map((thing) => [thing.id, thing]));
