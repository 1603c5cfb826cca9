import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, minuteOfDay } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { Doctor } from '../doctors/doctor.entity.js';
import { type Slot, slotAt } from '../network/domain/opening-hours.js';
import { Outlet } from '../network/outlet.entity.js';
import { isOnTheDay, type Presence } from './domain/attendance.js';
import { SessionClock } from './session-clock.js';
import { type Answer, Assignment, Session } from './session.entity.js';

/** A doctor at an outlet in a slot of a day. */
export interface Duty {
  readonly id: string;
  readonly sessionId: string;
  readonly on: Day;
  readonly slot: Slot;
  readonly outletId: string;
  readonly outlet: string;
  readonly address: string;
  /** How often the assignment was changed. */
  readonly sequence: number;
  readonly doctorId: string;
  readonly doctor: string;
  readonly answer: Answer | null;
  /** When the doctor was last told something new of it: an instant as the database writes it. */
  readonly changedAt: string;
  /** When the doctor came and left, likewise. */
  readonly arrivedAt: string | null;
  readonly leftAt: string | null;
  /** Where the doctor is now. */
  readonly presence: Presence;
  /** When the session begins and ends, in milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Whether the doctor can check in or out now. */
  readonly isOnTheDay: boolean;
}

type Row = Omit<Duty, 'presence' | 'from' | 'to' | 'isOnTheDay'>;

/** Whether the doctor means to come, as far as we know: they did not decline. */
export const isComing = ({ answer }: Pick<Duty, 'answer'>): boolean => answer !== 'declined';

/** What pages show of the roster. */
@Injectable()
export class SessionsQueries {
  constructor(
    private readonly reader: Reader,
    private readonly clock: SessionClock,
    private readonly calendar: Calendar,
  ) {}

  /** The duties of a week from a day on, of an outlet or of a doctor. */
  async week(whose: { outletId?: string; doctorId?: string }, from: Day): Promise<Duty[]> {
    return this.of(whose, from, addDays(from, 6));
  }

  /** The duties from one day to another, of an outlet or of a doctor. */
  async of(whose: { outletId?: string; doctorId?: string }, from: Day, to: Day): Promise<Duty[]> {
    const query = this.duties().andWhere('session.on BETWEEN :from AND :to', { from, to });
    if (whose.outletId) query.andWhere('session.outlet_id = :outletId', whose);
    if (whose.doctorId) query.andWhere('assignment.doctor_id = :doctorId', whose);
    return this.present(await query.orderBy('doctor.name').getRawMany<Row>());
  }

  /** All duties of some days; within a unit of work, as its own manager sees them. */
  async between(from: Day, to: Day, manager = this.reader.manager): Promise<Duty[]> {
    const query = this.duties(manager).andWhere('session.on BETWEEN :from AND :to', { from, to });
    return this.present(await query.getRawMany<Row>());
  }

  /** The slot that runs now. */
  slotNow(): Slot | undefined {
    return slotAt(minuteOfDay(this.calendar.now(), this.calendar.zone));
  }

  /** Who sees patients at an outlet today, by slot. */
  async today(outletId: string): Promise<Duty[]> {
    const today = this.calendar.today();
    const query = this.duties().andWhere('session.outlet_id = :outletId AND session.on = :today', {
      outletId,
      today,
    });
    return this.present(await query.orderBy('doctor.name').getRawMany<Row>());
  }

  /** The duties with where each doctor is now, in the order in which they begin. */
  private present(rows: readonly Row[]): Duty[] {
    const now = this.calendar.now();
    const duties = rows.map((row) => {
      const [from, to] = [this.clock.begins(row).getTime(), this.clock.ends(row).getTime()];
      const seen = { ...row, arrivedAt: instantOf(row.arrivedAt), leftAt: instantOf(row.leftAt) };
      const presence = this.clock.presenceOf(seen, now);
      return { ...row, from, to, presence, isOnTheDay: isOnTheDay({ from, to }, now.getTime()) };
    });
    return duties.sort((a, b) => a.from - b.from);
  }

  private duties(manager = this.reader.manager) {
    return manager
      .createQueryBuilder(Assignment, 'assignment')
      .innerJoin(Session, 'session', 'session.id = assignment.session_id')
      .innerJoin(Outlet, 'outlet', 'outlet.id = session.outlet_id')
      .innerJoin(Doctor, 'doctor', 'doctor.id = assignment.doctor_id')
      .select('assignment.id', 'id')
      .addSelect('session.id', 'sessionId')
      .addSelect('session.on', 'on')
      .addSelect('session.slot', 'slot')
      .addSelect('outlet.id', 'outletId')
      .addSelect('outlet.name', 'outlet')
      .addSelect('outlet.address', 'address')
      .addSelect('assignment.sequence', 'sequence')
      .addSelect('doctor.id', 'doctorId')
      .addSelect('doctor.name', 'doctor')
      .addSelect('assignment.answer', 'answer')
      .addSelect('assignment.arrived_at', 'arrivedAt')
      .addSelect('assignment.left_at', 'leftAt')
      .addSelect('assignment.changed_at', 'changedAt')
      .where('assignment.cancelled_at IS NULL');
  }
}

const instantOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
