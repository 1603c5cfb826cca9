import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { addDays, type Day, mondayOf } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import { Doctor } from '../../doctors/doctor.entity.js';
import type { Slot } from '../../network/domain/opening-hours.js';
import { Facility } from '../../facilities/facility.entity.js';
import { Outlet } from '../../network/outlet.entity.js';
import { withinReach } from '../../network/reach.js';
import type { Reach } from '../../staff/actor.js';
import { type Attended, hoursWorked } from '../../sessions/domain/attendance.js';
import { endOfWeek, mostOvertimeHours } from '../network/past.js';
import { problemSlot } from '../network/slot-key.js';
import { grouped } from '../../rostering/problem/grouped.js';
import { overtimeOf, spanOf } from '../../rostering/problem/lookup.js';
import { RosterSettings } from '../settings/roster-settings.service.js';
import { SessionClock } from '../../sessions/session-clock.js';
import { Assignment, Session } from '../../sessions/session.entity.js';

/** What a doctor worked in a month. Hours are those between check-in and check-out, within the sessions. */
export interface StatementLine {
  readonly doctorId: string;
  readonly name: string;
  readonly licenceNumber: string;
  readonly home: string;
  readonly planned: number;
  readonly worked: number;
  /** Sessions that are over and to which nobody checked in. */
  readonly absent: number;
  /** Sessions without a check-out: taken to have lasted to their end. */
  readonly open: number;
  readonly hours: number;
  /** Of the sessions worked in weeks that end in the month, beyond 8 hours a day or 40 a week (labour law). */
  readonly overtime: number;
  /** More overtime than the law's 36 hours a month. */
  readonly over: boolean;
}

/** The same summed for a home hospital. */
export interface HomeLine {
  readonly home: string;
  readonly doctors: number;
  readonly worked: number;
  readonly hours: number;
  readonly overtime: number;
}

interface Row {
  readonly doctorId: string;
  readonly on: Day;
  readonly slot: Slot;
  readonly arrivedAt: string | null;
  readonly leftAt: string | null;
}

/** The month's sessions and hours, for pay. */
@Injectable()
export class StatementQueries {
  constructor(
    private readonly reader: Reader,
    private readonly settings: RosterSettings,
    private readonly clock: SessionClock,
    private readonly calendar: Calendar,
  ) {}

  /** The sessions at outlets within a reach. @param month `YYYY-MM` */
  async of(month: string, reach: Reach): Promise<{ doctors: StatementLine[]; homes: HomeLine[] }> {
    const [first, last] = [`${month}-01`, addDays(`${nextMonth(month)}-01`, -1)];
    const [{ limits }, rows] = await Promise.all([
      this.settings.get(),
      this.rows(mondayOf(first), last, reach),
    ]);
    const doctors = new Map((await this.reader.of(Doctor).find()).map((doctor) => [doctor.id, doctor]));
    const homes = new Map((await this.reader.of(Facility).find()).map(({ id, name }) => [id, name]));
    const now = this.calendar.now().getTime();
    const inMonth = ({ on }: Row) => first <= on;
    const byDoctor = [...grouped(rows, ({ doctorId }) => doctorId)].filter(([, all]) => all.some(inMonth));
    const lines = byDoctor.map(([doctorId, all]): StatementLine => {
      const own = all.filter(inMonth);
      const { name, licenceNumber, homeFacilityId } = doctors.get(doctorId)!;
      const sessions = own.map((row) => ({ row, attended: this.attended(row) }));
      const come = sessions.filter(({ attended }) => attended.arrived !== undefined);
      const weeks = all.filter(({ on, arrivedAt }) => arrivedAt !== null && endOfWeek(on) <= last);
      const spans = weeks.map(({ on, slot }) => spanOf(problemSlot(on, slot, this.calendar.zone)));
      const overtime = overtimeOf(spans, limits);
      return {
        doctorId,
        name,
        licenceNumber,
        home: homes.get(homeFacilityId)!,
        planned: own.length,
        worked: come.length,
        absent: sessions.filter(({ attended }) => attended.to <= now && attended.arrived === undefined)
          .length,
        open: come.filter(({ attended }) => attended.left === undefined && attended.to <= now).length,
        hours: sum(come.map(({ attended }) => hoursWorked({ ...attended, to: Math.min(attended.to, now) }))),
        overtime,
        over: overtime > mostOvertimeHours,
      };
    });
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'zh-CN');
    return {
      doctors: lines.sort((a, b) => a.home.localeCompare(b.home, 'zh-CN') || byName(a, b)),
      homes: homesOf(lines),
    };
  }

  private rows(from: Day, to: Day, reach: Reach): Promise<Row[]> {
    const query = this.reader
      .of(Assignment)
      .createQueryBuilder('assignment')
      .innerJoin(Session, 'session', 'session.id = assignment.session_id')
      .innerJoin(Outlet, 'outlet', 'outlet.id = session.outlet_id')
      .select('assignment.doctor_id', 'doctorId')
      .addSelect('assignment.on', 'on')
      .addSelect('assignment.slot', 'slot')
      .addSelect('assignment.arrived_at', 'arrivedAt')
      .addSelect('assignment.left_at', 'leftAt')
      .where('assignment.cancelled_at IS NULL AND assignment.on BETWEEN :from AND :to', { from, to })
      .andWhere(`(assignment.answer IS NULL OR assignment.answer <> 'declined')`);
    return withinReach(query, reach).getRawMany<Row>();
  }

  private attended(row: Row): Attended {
    return {
      from: this.clock.begins(row).getTime(),
      to: this.clock.ends(row).getTime(),
      arrived: row.arrivedAt === null ? undefined : Date.parse(row.arrivedAt),
      left: row.leftAt === null ? undefined : Date.parse(row.leftAt),
    };
  }
}

function homesOf(lines: readonly StatementLine[]): HomeLine[] {
  return [...grouped(lines, ({ home }) => home)]
    .map(([home, own]) => ({
      home,
      doctors: own.length,
      worked: sum(own.map(({ worked }) => worked)),
      hours: sum(own.map(({ hours }) => hours)),
      overtime: sum(own.map(({ overtime }) => overtime)),
    }))
    .sort((a, b) => a.home.localeCompare(b.home, 'zh-CN'));
}

function nextMonth(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7);
}

const sum = (numbers: readonly number[]) =>
  Math.round(numbers.reduce((total, number) => total + number, 0) * 100) / 100;
