import { Injectable } from '@nestjs/common';
import { Between, In } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, instantAt, weekdayOf } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { Availability, AvailabilityException, HomeMinimum, Loan } from '../doctors/availability.entity.js';
import { daysBetween, isLent, saidOn, unsaid } from '../doctors/domain/availability.js';
import { type DoctorLine, Doctors } from '../doctors/doctors.service.js';
import { kilometres, type Position } from '../network/domain/distance.js';
import { type Slot, slots, slotTimes, weekLetter } from '../network/domain/opening-hours.js';
import { Facility } from '../network/facility.entity.js';
import { OpeningException, Outlet } from '../network/outlet.entity.js';
import { expectedVisits, weeksBack } from './domain/need.js';
import { FeverHistory } from './fever-history.js';
import { Needs, type OutletNeed, seesPatients } from './needs.service.js';
import { grouped } from './problem/grouped.js';
import type { Need, Problem, ProblemDoctor, ProblemHome, ProblemSlot } from './problem/problem.js';
import { type Duty, RosterQueries } from './roster.queries.js';
import { RosterSettings } from './roster-settings.service.js';

/** Outlets weighed for a doctor: the nearest, and where they were or are to be anyway. */
const outletsWeighed = 20;
/** Kilometres assumed where an outlet or a home hospital has no coordinates. */
const unknownWay = 10;
/** Labour law: hours a month. */
const overtimeMonth = 36;

interface Placed {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export const slotKey = (on: Day, slot: Slot): string => `${on} ${slot}`;

/** Writes down, from all that the network knows, the roster to be made for some days. */
@Injectable()
export class NetworkProblem {
  constructor(
    private readonly reader: Reader,
    private readonly doctors: Doctors,
    private readonly needs: Needs,
    private readonly history: FeverHistory,
    private readonly settings: RosterSettings,
    private readonly roster: RosterQueries,
    private readonly calendar: Calendar,
  ) {}

  /** The problem of every approved outlet and working doctor, from one day to another. */
  async between(from: Day, to: Day): Promise<Problem> {
    const past = { from: addDays(from, -7 * weeksBack), to: addDays(from, -1) };
    const [{ weights, limits }, outlets, doctors, counts, duties, formerDuties] = await Promise.all([
      this.settings.get(),
      this.reader.of(Outlet).find({ where: { state: 'approved' }, order: { name: 'ASC', id: 'ASC' } }),
      this.doctors.working(),
      this.history.between(past.from, past.to),
      this.roster.between(from, to),
      this.roster.between(past.from, past.to),
    ]);
    const [needs, exceptions, availability, homes] = await Promise.all([
      this.needs.between(outlets, from, to),
      this.reader.of(OpeningException).findBy({ on: Between(from, to) }),
      this.availability(doctors, from, to),
      this.reader.of(Facility).findBy({ id: In(doctors.map(({ homeFacilityId }) => homeFacilityId)) }),
    ]);
    const exceptionsOf = grouped(exceptions, ({ outletId }) => outletId);
    const days = daysBetween(from, to);
    const problemSlots = days.flatMap((on) => slots.map((slot) => this.slot(on, slot)));
    const seats = duties.map(({ doctorId, outletId, on, slot }) => ({
      doctor: doctorId,
      outlet: outletId,
      slot: slotKey(on, slot),
    }));
    const known = seats.filter(
      ({ doctor, outlet }) =>
        doctors.some(({ id }) => id === doctor) && outlets.some(({ id }) => id === outlet),
    );
    const now = this.calendar.now().getTime();
    const begun = new Set(problemSlots.filter((slot) => Date.parse(slot.from) <= now).map(({ id }) => id));
    const ahead = aheadOf(doctors, formerDuties);
    const homeOf = new Map(homes.map((home) => [home.id, home]));
    const ways = waysOf(doctors, outlets, homeOf, [...duties, ...formerDuties]);

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
        const former = formerDuties.filter(({ doctorId }) => doctorId === doctor.id);
        return {
          id: doctor.id,
          name: doctor.name,
          home: doctor.homeFacilityId,
          scopes: doctor.scopes,
          registration: { districts: doctor.districtIds, until: doctor.validUntil },
          outlets: [...ways.fromHome.get(doctor.id)!.keys()],
          ahead: ahead.get(doctor.id)!,
          familiar: [...new Set(former.map(({ outletId }) => outletId))].filter((id) =>
            outlets.some((outlet) => outlet.id === id),
          ),
          ...availability(doctor, days, begun),
        };
      }),
      needs: needsOf(
        needs,
        grouped(counts, ({ outletId }) => outletId),
        from,
      ),
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

  private slot(on: Day, slot: Slot): ProblemSlot {
    const { from, to } = slotTimes[slot];
    return {
      id: slotKey(on, slot),
      on,
      from: instantAt(on, from, this.calendar.zone).toISOString(),
      to: instantAt(on, to, this.calendar.zone).toISOString(),
      unsocial: slot === 'evening' || weekdayOf(on) >= 5,
    };
  }

  /** What each doctor says of the days, as far as their hospital lends them and a slot has not begun. */
  private async availability(doctors: readonly DoctorLine[], from: Day, to: Day) {
    const of = { doctorId: In(doctors.map(({ id }) => id)) };
    const [said, otherwise, loans] = await Promise.all([
      this.reader.of(Availability).findBy(of),
      this.reader.of(AvailabilityException).findBy({ ...of, on: Between(from, to) }),
      this.reader.of(Loan).findBy(of),
    ]);
    const saidOf = new Map(said.map((one) => [one.doctorId, one]));
    const otherwiseOf = grouped(otherwise, ({ doctorId }) => doctorId);
    const loanOf = new Map(loans.map((loan) => [loan.doctorId, loan]));
    return ({ id }: DoctorLine, days: readonly Day[], begun: ReadonlySet<string>) => {
      const { week, mostHours, overtime } = saidOf.get(id) ?? unsaid;
      const answers = days
        .filter((on) => isLent(loanOf.get(id), on))
        .flatMap((on) =>
          slots.map((slot) => ({
            key: slotKey(on, slot),
            says: saidOn(week, otherwiseOf.get(id) ?? [], on, slot),
          })),
        )
        .filter(({ key, says }) => says !== 'cannot' && !begun.has(key));
      return {
        available: answers.map(({ key }) => key),
        mostHours,
        overtime: overtime ? overtimeMonth : 0,
        wishes: answers.flatMap(({ key, says }) =>
          says === 'can' ? [] : [{ slot: key, score: says === 'likes' ? 1 : -1 }],
        ),
      };
    };
  }

  private async homes(homes: readonly Facility[], days: readonly Day[]): Promise<ProblemHome[]> {
    const minimums = await this.reader.of(HomeMinimum).find();
    return homes.map(({ id, name }) => {
      const minimum = minimums.find(({ facilityId }) => facilityId === id);
      const keeps = days.flatMap((on) =>
        slots.flatMap((slot): [string, number][] =>
          minimum && minimum[slot] > 0 ? [[slotKey(on, slot), minimum[slot]]] : [],
        ),
      );
      return { id, name, keeps: Object.fromEntries(keeps) };
    });
  }
}

/** Needs with the fever visits to expect: an outlet's expectation of a slot, shared by all doctors it needs then. */
function needsOf(
  needs: readonly OutletNeed[],
  counts: ReadonlyMap<string, Parameters<typeof expectedVisits>[0]>,
  from: Day,
): Need[] {
  const monday = addDays(from, -weekdayOf(from));
  const expected = new Map<string, number[]>();
  const atOnce = grouped(needs, ({ outletId, on, slot }) => `${outletId} ${on} ${slot}`);
  return needs.map(({ outletId, on, slot, scope, doctors }) => {
    const week = expected.get(outletId) ?? expectedVisits(counts.get(outletId) ?? [], monday);
    expected.set(outletId, week);
    const together = atOnce.get(`${outletId} ${on} ${slot}`)!.reduce((sum, need) => sum + need.doctors, 0);
    const visits = week[weekLetter(weekdayOf(on), slot) - 1]!;
    return {
      id: `${outletId} ${slotKey(on, slot)} ${scope}`,
      outlet: outletId,
      slot: slotKey(on, slot),
      doctors,
      scope,
      expected: tenth((visits * doctors) / together),
    };
  });
}

/** By how much a week each doctor is ahead of the mean of all, in sessions and in evenings and weekends. */
function aheadOf(doctors: readonly DoctorLine[], former: readonly Duty[]) {
  const isUnsocial = ({ on, slot }: Duty) => slot === 'evening' || weekdayOf(on) >= 5;
  const own = grouped(former, ({ doctorId }) => doctorId);
  const count = (id: string, counts: (duty: Duty) => boolean) => (own.get(id) ?? []).filter(counts).length;
  const ahead = (counts: (duty: Duty) => boolean) => {
    const mean = former.filter(counts).length / Math.max(1, doctors.length);
    return (id: string) => tenth(Math.max(0, count(id, counts) - mean) / weeksBack);
  };
  const [sessions, unsocial] = [ahead(() => true), ahead(isUnsocial)];
  return new Map(doctors.map(({ id }) => [id, { sessions: sessions(id), unsocial: unsocial(id) }]));
}

/** The outlets weighed for each doctor with their kilometres, and the ways between those of one doctor. */
function waysOf(
  doctors: readonly DoctorLine[],
  outlets: readonly Outlet[],
  homes: ReadonlyMap<string, Facility>,
  duties: readonly Duty[],
) {
  const way = (a: Placed | undefined, b: Placed) => {
    const [from, to] = [a && positionOf(a), positionOf(b)];
    return from && to ? tenth(kilometres(from, to)) : unknownWay;
  };
  const between: Record<string, Record<string, number>> = {};
  const goes = grouped(duties, ({ doctorId }) => doctorId);
  const fromHome = new Map(
    doctors.map((doctor) => {
      const home = homes.get(doctor.homeFacilityId);
      const anyway = new Set((goes.get(doctor.id) ?? []).map(({ outletId }) => outletId));
      const near = outlets
        .filter(({ districtId }) => doctor.districtIds.includes(districtId))
        .map((outlet) => ({ outlet, kilometres: way(home, outlet) }))
        .sort((a, b) => a.kilometres - b.kilometres)
        .filter(({ outlet }, rank) => rank < outletsWeighed || anyway.has(outlet.id));
      for (const { outlet: a } of near)
        for (const { outlet: b } of near)
          if (a.id < b.id && between[a.id]?.[b.id] === undefined) (between[a.id] ??= {})[b.id] = way(a, b);
      return [doctor.id, new Map(near.map(({ outlet, kilometres }) => [outlet.id, kilometres]))] as const;
    }),
  );
  return { fromHome, between };
}

function positionOf({ latitude, longitude }: Placed): Position | undefined {
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}

const tenth = (value: number) => Math.round(value * 10) / 10;
