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
import type {
  Problem,
  ProblemHome,
  ProblemOutlet,
  ProblemSlot,
  Seat,
} from '../../rostering/problem/problem.js';
import { type Duty, SessionsQueries } from '../../sessions/sessions.queries.js';
import { RosterSettings } from '../settings/roster-settings.service.js';
import { seatOf } from '../draft/seats.js';
import { lookedBackFrom } from './past.js';
import { problemDoctors } from './problem-doctors.js';
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
    const known = await this.known(from, to, given);
    const { outlets, doctors, duties, limits } = known;
    const { zone } = this.calendar;
    const days = daysBetween(from, to);
    const problemSlots = days.flatMap((on) => slots.map((slot) => problemSlot(on, slot, zone)));
    const begun = this.begun(problemSlots, given.running ? 'to' : 'from');
    const inPeriod = duties.filter(({ on }) => from <= on && on <= to);
    const former = duties.filter(({ on }) => formerFrom(from) <= on && on < from);
    const ways = waysOf(doctors, outlets, known.homeOf, [...inPeriod, ...former, ...(given.going ?? [])]);
    const published = seatsOf(inPeriod, doctors, outlets);
    return {
      slots: problemSlots,
      outlets: problemOutlets(outlets, known.exceptions, days),
      homes: await this.homes([...known.homeOf.values()], days),
      doctors: problemDoctors({ ...known, from, to, former, problemSlots, begun, ways, days, zone }),
      needs: weighedNeeds(known.needs, known.expected),
      distances: {
        fromHome: Object.fromEntries([...ways.fromHome].map(([id, way]) => [id, Object.fromEntries(way)])),
        between: ways.between,
      },
      limits,
      weights: known.weights,
      locked: published.filter(({ slot }) => begun.has(slot)),
      published,
    };
  }

  /** What the registers and the roster say. */
  private async known(from: Day, to: Day, given: Given) {
    const [{ weights, limits }, outlets, doctors, expected, duties, exceptions] = await Promise.all([
      this.settings.get(),
      this.reader.of(Outlet).find({ where: { state: 'approved' }, order: { name: 'ASC', id: 'ASC' } }),
      this.doctors.working(),
      given.expected ?? this.needs.expectations(from),
      this.sessions.between(lookedBackFrom(from, formerFrom(from)), addDays(to, 7 * weeksBack)),
      this.reader.of(OpeningException).findBy({ on: Between(from, to) }),
    ]);
    const homeIds = doctors.map(({ homeFacilityId }) => homeFacilityId);
    const [needs, said, homes] = await Promise.all([
      this.needs.between(outlets, from, to),
      this.said(
        doctors.map(({ id }) => id),
        from,
        to,
      ),
      this.reader.of(Facility).findBy({ id: In(homeIds) }),
    ]);
    const homeOf = new Map(homes.map((home) => [home.id, home]));
    return { weights, limits, outlets, doctors, expected, duties, exceptions, needs, said, homeOf };
  }

  /** Slots that are settled by now. */
  private begun(all: readonly ProblemSlot[], settledAt: 'from' | 'to'): Set<string> {
    const now = this.calendar.now().getTime();
    return new Set(all.filter((slot) => Date.parse(slot[settledAt]) <= now).map(({ id }) => id));
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

/** The day from which earlier weeks tell who is ahead and which outlets know whom. */
const formerFrom = (from: Day): Day => addDays(from, -7 * weeksBack);

/** The published seats of doctors and outlets that still take part. */
function seatsOf(duties: readonly Duty[], doctors: readonly Keyed[], outlets: readonly Keyed[]): Seat[] {
  const [doctorIds, outletIds] = [doctors, outlets].map((some) => new Set(some.map(({ id }) => id)));
  return duties
    .filter(({ doctorId, outletId }) => doctorIds!.has(doctorId) && outletIds!.has(outletId))
    .map(seatOf);
}

interface Keyed {
  readonly id: string;
}

function problemOutlets(
  outlets: readonly Outlet[],
  exceptions: readonly OpeningException[],
  days: readonly Day[],
): ProblemOutlet[] {
  const exceptionsOf = grouped(exceptions, ({ outletId }) => outletId);
  return outlets.map((outlet) => ({
    id: outlet.id,
    name: outlet.name,
    district: outlet.districtId,
    shut: days.flatMap((on) =>
      slots
        .filter((slot) => !seesPatients(outlet, exceptionsOf.get(outlet.id) ?? [], on, slot))
        .map((slot) => slotKey(on, slot)),
    ),
  }));
}
