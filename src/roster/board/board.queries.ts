import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { addDays, type Day, daysBetween } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import { Doctor } from '../../doctors/doctor.entity.js';
import { kilometres } from '../../network/domain/distance.js';
import { Facility } from '../../facilities/facility.entity.js';
import type { OpeningException } from '../../network/outlet.entity.js';
import { type OutletLine, Outlets } from '../../network/outlets.service.js';
import type { Reach } from '../../staff/actor.js';
import { Drafts } from '../draft/drafts.service.js';
import { plannedOf } from '../draft/seats.js';
import type { PlannedSeat, RosterDraft } from '../draft/draft.entity.js';
import { Outlooks } from '../draft/outlooks.service.js';
import { type Expectations, Needs, type OutletNeed } from '../../needs/needs.service.js';
import { grouped } from '../../rostering/problem/grouped.js';
import { type Duty, SessionsQueries } from '../../sessions/sessions.queries.js';

/** A doctor as the board shows them. */
export interface BoardDoctor {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly homeFacilityId: string;
  readonly email: string | null;
}

/** All that a week's board is made of. */
export interface Board {
  readonly week: Day;
  readonly days: readonly Day[];
  /** Absent where the board shows what is published. */
  readonly draft?: RosterDraft;
  /** Fever visits to expect; absent before a roster was begun for the week. */
  readonly expected?: Expectations;
  readonly outlets: readonly OutletLine[];
  readonly exceptions: ReadonlyMap<string, readonly OpeningException[]>;
  readonly needs: readonly OutletNeed[];
  readonly seats: readonly PlannedSeat[];
  readonly published: readonly Duty[];
  readonly doctors: ReadonlyMap<string, BoardDoctor>;
  /** Kilometres from a doctor's home hospital to an outlet; undefined where one has no coordinates. */
  way(doctorId: string, outletId: string): number | undefined;
}

/** Reads a week's board; it costs as much as the week has sessions, whatever came before. */
@Injectable()
export class BoardQueries {
  constructor(
    private readonly reader: Reader,
    private readonly outlets: Outlets,
    private readonly needs: Needs,
    private readonly sessions: SessionsQueries,
    private readonly drafts: Drafts,
    private readonly outlooks: Outlooks,
  ) {}

  /** The draft of a week, or where there is none what is published, of the outlets within a reach. */
  async board(week: Day, reach: Reach): Promise<Board> {
    const to = addDays(week, 6);
    const [draft, expected, outlets, all] = await Promise.all([
      this.drafts.find(week),
      this.outlooks.of(week),
      this.outlets.all({ state: 'approved' }, reach),
      this.sessions.between(week, to),
    ]);
    const shown = new Set(outlets.map(({ id }) => id));
    const published = all.filter(({ outletId }) => shown.has(outletId));
    const [planned, needs, exceptions] = await Promise.all([
      draft ? this.drafts.seats(week) : published.map(plannedOf),
      this.needs.between(outlets, week, to),
      this.outlets.exceptions([...shown], week, to),
    ]);
    const seats = planned.filter(({ outletId }) => shown.has(outletId));
    const ids = new Set([...seats, ...published].map(({ doctorId }) => doctorId));
    const doctors = await this.reader.of(Doctor).find({
      select: { id: true, name: true, scopes: true, homeFacilityId: true, email: true },
      where: { id: In([...ids]) },
    });
    return {
      week,
      days: daysBetween(week, to),
      draft: draft ?? undefined,
      expected,
      outlets,
      exceptions: grouped(exceptions, ({ outletId }) => outletId),
      needs,
      seats,
      published,
      doctors: new Map(doctors.map((doctor) => [doctor.id, doctor])),
      way: await this.ways(doctors, outlets),
    };
  }

  private async ways(doctors: readonly BoardDoctor[], outlets: readonly OutletLine[]): Promise<Board['way']> {
    const homes = await this.reader
      .of(Facility)
      .findBy({ id: In([...new Set(doctors.map(({ homeFacilityId }) => homeFacilityId))]) });
    const homeOf = new Map(homes.map((home) => [home.id, home]));
    const doctorOf = new Map(doctors.map((doctor) => [doctor.id, homeOf.get(doctor.homeFacilityId)]));
    const outletOf = new Map(outlets.map((outlet) => [outlet.id, outlet]));
    return (doctorId, outletId) => {
      const [from, to] = [doctorOf.get(doctorId), outletOf.get(outletId)];
      if (!from || !to || from.latitude === null || to.latitude === null) return undefined;
      return kilometres(
        { latitude: from.latitude, longitude: from.longitude! },
        { latitude: to.latitude, longitude: to.longitude! },
      );
    };
  }
}
