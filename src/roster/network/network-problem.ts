import { Injectable } from '@nestjs/common';
import { Between, In } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { addDays, type Day, daysBetween } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import { Availability, AvailabilityException, HomeMinimum, Loan } from '../../doctors/availability.entity.js';
import { Doctors } from '../../doctors/doctors.service.js';
import { slots } from '../../network/domain/opening-hours.js';
import { Facility } from '../../facilities/facility.entity.js';
import { OpeningException, Outlet } from '../../network/outlet.entity.js';
import { weeksBack } from '../../needs/domain/need.js';
import { type Expectations, Needs, seesPatients } from '../../needs/needs.service.js';
import { grouped } from '../../rostering/problem/grouped.js';
import type { Problem, ProblemDoctor, ProblemHome, Seat } from '../../rostering/problem/problem.js';
import { type Duty, SessionsQueries } from '../../sessions/sessions.queries.js';
import { RosterSettings } from '../settings/roster-settings.service.js';
import { Answers } from './answers.js';
import { aheadOf, lookedBackFrom, overtimeLeft, tooNear } from './past.js';
import { problemSlot, slotKey } from './slot-key.js';
import { waysOf } from './ways.js';
import { weighedNeeds } from './weighed-needs.js';

/** What is known already, or added to what the network says. */
export interface Given {
  /** Where the fever visits to expect were counted before. */
  readonly expected?: Expectations;
  /** Sessions that run now can be filled still: a doctor who is missing is replaced. */
  readonly running?: boolean;
  /** Pairs to be weighed however far apart: an officer thinks of sending the one to the other. */
  readonly going?: readonly { readonly doctorId: string; readonly outletId: string }[];
}

/** Writes down, from all that the network knows, the roster to be made for some days. */
@Injectable()
export class NetworkProblem {
  constructor(
    private readonly reader: Reader,
    private readonly doctors: Doctors,
    private readonly needs: Needs,
    private readonly settings: RosterSettings,
    private readonly sessions: SessionsQueries,
    private readonly calendar: Calendar,
  ) {}

  /** The problem of every approved outlet and working doctor, from one day to another. */
  async between(from: Day, to: Day, given: Given = {}): Promise<Problem> {
    const weeksFrom = addDays(from, -7 * weeksBack);
    const [{ weights, limits }, outlets, doctors, expected, all, exceptions] = await Promise.all([
      this.settings.get(),
      this.reader.of(Outlet).find({ where: { state: 'approved' }, order: { name: 'ASC', id: 'ASC' } }),
      this.doctors.working(),
      given.expected ?? this.needs.expectations(from),
      this.sessions.between(lookedBackFrom(from, weeksFrom), addDays(to, 7 * weeksBack)),
      this.reader.of(OpeningException).findBy({ on: Between(from, to) }),
    ]);
    const days = daysBetween(from, to);
    const doctorIds = doctors.map(({ id }) => id);
    const [needs, said, homes] = await Promise.all([
      this.needs.between(outlets, from, to),
      this.said(doctorIds, from, to),
      this.reader.of(Facility).findBy({ id: In(doctors.map(({ homeFacilityId }) => homeFacilityId)) }),
    ]);

    const { zone } = this.calendar;
    const problemSlots = days.flatMap((on) => slots.map((slot) => problemSlot(on, slot, zone)));
    const now = this.calendar.now().getTime();
    const settledAt = given.running ? 'to' : 'from';
    const begun = new Set(
      problemSlots.filter((slot) => Date.parse(slot[settledAt]) <= now).map(({ id }) => id),
    );

    const duties = all.filter(({ on }) => from <= on && on <= to);
    const others = grouped(
      all.filter(({ on }) => on < from || to < on),
      ({ doctorId }) => doctorId,
    );
    const former = grouped(
      all.filter(({ on }) => weeksFrom <= on && on < from),
      ({ doctorId }) => doctorId,
    );
    const known = knownSeats(duties, new Set(doctorIds), new Set(outlets.map(({ id }) => id)));
    const ahead = aheadOf(doctorIds, former);
    const homeOf = new Map(homes.map((home) => [home.id, home]));
    const went = [...former.values()].flat();
    const ways = waysOf(doctors, outlets, homeOf, [...duties, ...went, ...(given.going ?? [])]);
    const answers = new Answers(said, days);
    const exceptionsOf = grouped(exceptions, ({ outletId }) => outletId);

    return {
      slots: problemSlots,
      outlets: outlets.map((outlet) => ({
        id: outlet.id,
        name: outlet.name,
        district: outlet.districtId,
        shut: days.flatMap((on) =>
          slots
            .filter((slot) => !seesPatients(outlet, exceptionsOf.get(outlet.id) ?? [], on, slot))
            .map((slot) => slotKey(on, slot)),
        ),
      })),
      homes: await this.homes(homes, days),
      doctors: doctors.map((doctor): ProblemDoctor => {
        const { overtime, available, ...answer } = answers.of(doctor.id);
        const elsewhere = others.get(doctor.id) ?? [];
        const near = tooNear(problemSlots, nextTo(elsewhere, from, to), limits, zone);
        const weighed = ways.fromHome.get(doctor.id)!;
        const knows = new Set((former.get(doctor.id) ?? []).map(({ outletId }) => outletId));
        return {
          id: doctor.id,
          name: doctor.name,
          home: doctor.homeFacilityId,
          scopes: doctor.scopes,
          registration: { districts: doctor.districtIds, until: doctor.validUntil },
          outlets: [...weighed.keys()],
          ahead: ahead.get(doctor.id)!,
          familiar: [...knows].filter((id) => weighed.has(id)),
          ...answer,
          available: available.filter((key) => !begun.has(key) && !near.has(key)),
          overtime: overtime ? overtimeLeft(elsewhere, from, limits, zone) : 0,
        };
      }),
      needs: weighedNeeds(needs, expected),
      distances: {
        fromHome: Object.fromEntries([...ways.fromHome].map(([id, way]) => [id, Object.fromEntries(way)])),
        between: ways.between,
      },
      limits,
      weights,
      locked: known.filter(({ slot }) => begun.has(slot)),
      published: known,
    };
  }

  private async said(doctorIds: readonly string[], from: Day, to: Day) {
    const of = { doctorId: In(doctorIds) };
    const [weeks, exceptions, loans] = await Promise.all([
      this.reader.of(Availability).findBy(of),
      this.reader.of(AvailabilityException).findBy({ ...of, on: Between(from, to) }),
      this.reader.of(Loan).findBy(of),
    ]);
    return { weeks, exceptions, loans };
  }

  private async homes(homes: readonly Facility[], days: readonly Day[]): Promise<ProblemHome[]> {
    const minimums = new Map(
      (await this.reader.of(HomeMinimum).find()).map((minimum) => [minimum.facilityId, minimum]),
    );
    return homes.map(({ id, name }) => {
      const minimum = minimums.get(id);
      const keeps = days.flatMap((on) =>
        slots.flatMap((slot): [string, number][] =>
          minimum && minimum[slot] > 0 ? [[slotKey(on, slot), minimum[slot]]] : [],
        ),
      );
      return { id, name, keeps: Object.fromEntries(keeps) };
    });
  }
}

/** The published seats of doctors and outlets that still take part. */
function knownSeats(
  duties: readonly Duty[],
  doctors: ReadonlySet<string>,
  outlets: ReadonlySet<string>,
): Seat[] {
  return duties
    .filter(({ doctorId, outletId }) => doctors.has(doctorId) && outlets.has(outletId))
    .map(({ doctorId, outletId, on, slot }) => ({
      doctor: doctorId,
      outlet: outletId,
      slot: slotKey(on, slot),
    }));
}

/** The sessions on the day before and the day after. */
function nextTo<T extends { readonly on: Day }>(sessions: readonly T[], from: Day, to: Day): T[] {
  const [before, after] = [addDays(from, -1), addDays(to, 1)];
  return sessions.filter(({ on }) => on === before || on === after);
}
